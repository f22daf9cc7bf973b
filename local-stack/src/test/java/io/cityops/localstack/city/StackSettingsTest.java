package io.cityops.localstack.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.localstack.StackFailure;
import io.cityops.model.settings.Settings;
import io.cityops.model.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackSettingsTest {
    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void checkout() throws IOException {
        Files.createDirectory(home.resolve("local-stack"));
        environment.put("CITYOPS_HOME", home.toString());
    }

    @Test
    void defaultsAreTheContracts() {
        StackSettings settings = settings(null);
        assertThat(settings.ports())
                .isEqualTo(new Ports(
                        1883,
                        8883,
                        8080,
                        8081,
                        9101,
                        9102,
                        9103,
                        9092,
                        9093,
                        5433,
                        new Ports.Cluster(2181, 6123, List.of(9104, 9105))));
        assertThat(settings.bind()).isEqualTo("127.0.0.1");
        assertThat(settings.data()).isEqualTo(home.resolve(".cityops"));
        assertThat(settings.databaseUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:5433/cityops");
        assertThat(settings.kafkaBootstrap()).isEqualTo("127.0.0.1:9092");
        assertThat(settings.dashboardUrl()).isEqualTo("http://127.0.0.1:8080/");
    }

    @Test
    void offsetMovesEveryPort() {
        environment.put("CITYOPS_PORT_OFFSET", "100");
        assertThat(settings(null).ports())
                .isEqualTo(new Ports(
                        1983,
                        8983,
                        8180,
                        8181,
                        9201,
                        9202,
                        9203,
                        9192,
                        9193,
                        5533,
                        new Ports.Cluster(2281, 6223, List.of(9204, 9205))));
    }

    @Test
    void dataFolderOfTheCommandLineGoesBeforeTheEnvironments() {
        environment.put("CITYOPS_DATA", "/environment");
        assertThat(settings(null).data()).isEqualTo(Path.of("/environment"));
        assertThat(settings(Path.of("/option")).data()).isEqualTo(Path.of("/option"));
    }

    @Test
    void listeningEverywhereItIsStillReachedOnLoopback() {
        environment.put("CITYOPS_BIND", "0.0.0.0");
        assertThat(settings(null).dashboardUrl()).isEqualTo("http://127.0.0.1:8080/");
    }

    @Test
    void databaseOfSomebodyElseComesWithItsOwner() {
        environment.put("CITYOPS_DB_URL", "jdbc:postgresql://db.example:5432/city");
        assertThatThrownBy(() -> settings(null))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("CITYOPS_DB_USER");

        environment.put("CITYOPS_DB_USER", "owner");
        environment.put("CITYOPS_DB_PASSWORD", "secret");
        assertThat(settings(null).databaseUrl()).isEqualTo("jdbc:postgresql://db.example:5432/city");
    }

    @Test
    void databaseAddressOfAnotherKindIsRefusedWithWhatIsAllowed() {
        environment.put("CITYOPS_DB_URL", "postgresql://db.example/city");
        assertThatThrownBy(() -> settings(null))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("jdbc:postgresql://host:port/database");
    }

    @Test
    void folderThatIsNoCheckoutIsRefused() {
        environment.put("CITYOPS_HOME", home.resolve("elsewhere").toString());
        assertThatThrownBy(() -> settings(null))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("is not a checkout of CityOps");
    }

    private StackSettings settings(Path data) {
        return StackSettings.from(new Settings(environment), data);
    }
}
