package io.cityops.localstack.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerConfigurationTest {
    @Test
    void everyCommitIsOnDiskBeforeItIsAcknowledged() {
        assertThat(new ServerConfiguration("127.0.0.1", 5433, true).postgresql())
                .contains("fsync = on", "synchronous_commit = on", "full_page_writes = on");
    }

    @Test
    void onLoopbackNobodyFromElsewhereIsEvenAskedForAPassword() {
        assertThat(new ServerConfiguration("127.0.0.1", 5433, true).hostBasedAuthentication())
                .doesNotContain("all all all")
                .doesNotContain("trust");
        assertThat(new ServerConfiguration("0.0.0.0", 5433, true).hostBasedAuthentication())
                .contains("host all all all          scram-sha-256");
    }

    @Test
    void extensionIsLoadedOnlyWhereItIsThere() {
        assertThat(new ServerConfiguration("127.0.0.1", 5433, true).postgresql())
                .contains("shared_preload_libraries = 'timescaledb'", "timescaledb.telemetry_level = off");
        assertThat(new ServerConfiguration("127.0.0.1", 5433, false).postgresql())
                .contains("shared_preload_libraries = ''")
                .doesNotContain("timescaledb");
    }
}
