package io.cityops.localstack.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.process.FreePort;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.registry.DeviceRow;
import io.cityops.model.registry.DeviceToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryIT {
    private static final Catalogue CATALOGUE = Catalogue.load(null);

    @TempDir
    static Path directory;

    static TimescaleServer server;
    static DatabaseAccess database;

    @BeforeAll
    static void start() throws IOException {
        server = TimescaleServer.start(directory, FreePort.next());
        database = DatabaseAccess.of(server.jdbcUrl(), directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void newTokenOpensAndTheOldOneDoesNot() throws Exception {
        try (Registry registry = Registry.open(database, "test")) {
            String first = registry.newToken();
            DeviceRow.Valid device = (DeviceRow.Valid)
                    new DeviceRow("token-1", "river-gauge", "city", "10.7", "106.7", "").check(CATALOGUE);
            registry.put(List.of(new Registry.NewDevice(device, first)), "device.add");
            assertThat(opens("token-1", first)).isTrue();

            String second = registry.newToken();
            assertThat(registry.replaceToken("token-1", second)).isTrue();

            assertThat(opens("token-1", second)).isTrue();
            assertThat(opens("token-1", first)).isFalse();
            assertThat(registry.replaceToken("nobody", second)).isFalse();
        }
    }

    @Test
    void devicesBehindAConcentratorComeWithItAndMistakesAreTold() throws Exception {
        try (Registry registry = Registry.open(database, "test")) {
            // The one behind comes first: what matters is that both are there in the end.
            registry.put(List.of(behind("lns-1", "A1", "behind-1"), behind("", "", "lns-1")), "device.import");

            assertThatThrownBy(() -> registry.put(List.of(behind("nobody", "A1", "behind-2")), "device.add"))
                    .hasMessageContaining("concentrator is not registered");
            assertThatThrownBy(() -> registry.put(List.of(behind("lns-1", "A1", "behind-2")), "device.add"))
                    .hasMessageContaining("external id is taken");
        }
        assertThat(rows("select concentrator || ' ' || external_id from store.device where id like 'behind-%'"))
                .containsExactly("lns-1 A1");
    }

    private static Registry.NewDevice behind(String concentrator, String externalId, String id) {
        DeviceRow row = new DeviceRow(id, "river-gauge", "city", "", "", "", concentrator, externalId);
        return new Registry.NewDevice((DeviceRow.Valid) row.check(CATALOGUE), "a token of " + id);
    }

    @Test
    void deletedDeviceLeavesNothingToSignInWith() throws Exception {
        try (Registry registry = Registry.open(database, "test")) {
            registry.put(List.of(behind("", "", "deleted-1")), "device.add");
            registry.addCertificate("a1", "deleted-1", Instant.parse("2030-01-01T00:00:00Z"));
            registry.addCertificate("a2", "deleted-1", Instant.parse("2030-01-01T00:00:00Z"));
            registry.revoke(List.of("a1"));
            assertThat(registry.certificatesOf("deleted-1")).containsExactly("a2");
            assertThat(registry.deviceOfCertificate("a1")).isEqualTo("deleted-1");

            assertThat(registry.delete("deleted-1")).isTrue();

            assertThat(registry.certificatesOf("deleted-1")).isEmpty();
            assertThat(registry.registered(List.of("deleted-1"))).isEmpty();
            assertThat(registry.delete("deleted-1")).isFalse();
        }
        assertThat(rows("select serial from store.revoked_certificate order by 1"))
                .containsExactly("a1", "a2");
    }

    @Test
    void accountIsAddedOnceAndAudited() throws Exception {
        try (Registry registry = Registry.open(database, "test")) {
            assertThat(registry.addAccount("lan", "$2a$12$x", "operator", List.of("city"), List.of()))
                    .isTrue();
            assertThat(registry.addAccount("lan", "$2a$12$y", "leader", List.of("city"), List.of()))
                    .isFalse();
            assertThat(registry.hasAccount("lan")).isTrue();
        }
        assertThat(rows("select actor || ' ' || action || ' ' || object from store.audit where object = 'lan'"))
                .containsExactly("test account.add lan");
    }

    @Test
    void playedDevicesKeepTheirTokensAndThoseNotPlayedAnyMoreAreOff() throws Exception {
        Path credentials = directory.resolve("played.csv");
        PlayedDevices played = new PlayedDevices(credentials, database, CATALOGUE);
        played.register("id,type,area\nplayed-1,river-gauge,city\nplayed-2,rain-gauge,city\n");
        Map<String, String> first = new CredentialsFile(credentials).read();
        assertThat(opens("played-1", first.get("played-1"))).isTrue();

        played.register("id,type,area\nplayed-1,river-gauge,city\nplayed-3,rain-gauge,city\n");

        Map<String, String> second = new CredentialsFile(credentials).read();
        assertThat(second).containsOnlyKeys("played-1", "played-3").containsEntry("played-1", first.get("played-1"));
        assertThat(rows("select id from store.device where id like 'played-%' and enabled order by id"))
                .containsExactly("played-1", "played-3");

        played.switchOff();
        assertThat(rows("select id from store.device where id like 'played-%' and enabled"))
                .isEmpty();
    }

    private static boolean opens(String id, String token) throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.GATEWAY);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select token_salt, token_hash from store.device where id = '" + id + "'")) {
            assertThat(row.next()).isTrue();
            return DeviceToken.matches(row.getBytes(1), row.getBytes(2), token.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<String> rows(String sql) throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
