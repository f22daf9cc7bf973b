package io.cityops.localstack.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.process.FreePort;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.CatalogueText;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionsIT {
    @TempDir
    static Path directory;

    static TimescaleServer server;
    static DatabaseAccess database;

    @BeforeAll
    static void start() throws Exception {
        server = TimescaleServer.start(directory, FreePort.next());
        database = DatabaseAccess.of(server.jdbcUrl(), directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theInstalledCatalogueHoldsUntilSomebodyAppliesOneAndThenTheNewestStoredDoes() throws Exception {
        Catalogue installed = Catalogue.load(null);
        CatalogueText lower = with(installed.text(), "set: 1.40, clear: 1.37", "set: 1.30, clear: 1.27");
        try (Versions versions = Versions.open(database, "lan")) {
            assertThat(versions.settle(installed).number()).isEqualTo(1);
            assertThat(versions.settle(installed).number()).as("the same again").isEqualTo(1);
            CatalogueText upgraded = with(installed.text(), "off_delay: 2m", "off_delay: 3m");
            assertThat(versions.settle(upgraded.compile()).number())
                    .as("another one was installed")
                    .isEqualTo(2);

            Versions.Applied applied = versions.apply(lower, "spring tide", null);
            assertThat(applied).isEqualTo(new Versions.Applied(3, true, List.of()));
            assertThat(versions.apply(lower, "once more", null)).isEqualTo(new Versions.Applied(3, false, List.of()));
            assertThat(versions.settle(installed).text()).isEqualTo(lower);
            Versions.Version third = versions.list().getFirst();
            assertThat(third.appliedBy()).isEqualTo("lan");
            assertThat(third.note()).isEqualTo("spring tide");
            assertThat(Duration.between(third.appliedAt(), third.from()))
                    .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(70));
            assertThat(third.from().getEpochSecond() % 60).isZero();

            versions.apply(versions.text(1), null, 1);
            assertThat(versions.list().getFirst().restoredFrom()).isEqualTo(1);
            assertThat(versions.text(4)).isEqualTo(installed.text());
            assertThatThrownBy(() -> versions.text(99)).isInstanceOf(StackFailure.class);
        }
    }

    @Test
    void aCatalogueWithoutWhatDevicesAreRegisteredForIsRefused() throws Exception {
        try (Connection owner = database.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute("insert into store.device (id, type, sector, area, expected_interval)"
                    + " values ('x1', 'x-ray', 'health', 'nowhere', '30 s')");
        }
        try (Versions versions = Versions.open(database, "lan")) {
            assertThat(versions.problems(Catalogue.load(null)))
                    .satisfiesExactly(
                            area -> assertThat(area)
                                    .startsWith("areas.yaml: area 'nowhere' is missing")
                                    .contains("x1"),
                            type -> assertThat(type).startsWith("device-types.yaml: device type 'x-ray' is missing"));
        }
    }

    @Test
    void onlyTheRegistrarStoresVersionsAndNobodyChangesOne() throws Exception {
        for (DatabaseRole role : new DatabaseRole[] {DatabaseRole.DASHBOARD, DatabaseRole.JOBS, DatabaseRole.GATEWAY}) {
            assertThatThrownBy(() -> run(role, "select store.apply_catalogue('x', '', 'c', 'h', '', 'applied', null)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> run(DatabaseRole.REGISTRAR, "update store.catalogue_version set note = 'x'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    private static void run(DatabaseRole role, String sql) throws SQLException {
        try (Connection connection = database.connect(role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static CatalogueText with(CatalogueText text, String words, String by) {
        Map<String, String> files = new HashMap<>(text.files());
        files.compute("rules.yaml", (name, before) -> before.replace(words, by));
        return CatalogueText.of(files);
    }
}
