package io.cityops.localstack.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.process.FreePort;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleIT {
    @TempDir
    static Path directory;

    static TimescaleServer server;
    static DatabaseAccess database;

    @BeforeAll
    static void start() throws Exception {
        server = TimescaleServer.start(directory, FreePort.next());
        database = DatabaseAccess.of(server.jdbcUrl(), directory);
        try (Registry registry = Registry.open(database, "test")) {
            registry.addAccount("lan", "$2a$12$x", "operator", List.of("25747", "25750"), List.of("water"));
            registry.addAccount("admin", "$2a$12$x", "administrator", List.of("city"), List.of());
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anAccountIsForItsAreasAndSectors() throws Exception {
        assertThat(answer(
                        DatabaseRole.DASHBOARD,
                        "select areas::text || sectors::text from store.account where name = 'lan'"))
                .isEqualTo("{25747,25750}{water}");
    }

    @Test
    void aLostSecondFactorIsTakenOffOnceAndOnlyWithAnAdministratorsOrTheCommandLinesRights() throws Exception {
        String begun = "select store.begin_second_factor('lan', '\\x00') ";
        assertThat(answer(DatabaseRole.DASHBOARD, begun)).isEqualTo("t");
        assertThat(answer(
                        DatabaseRole.DASHBOARD, "select store.confirm_second_factor('lan', 7, array['\\x01'::bytea])"))
                .isEqualTo("t");
        assertThat(answer(DatabaseRole.DASHBOARD, "select store.activate_second_factor('lan')"))
                .isEqualTo("t");
        assertThat(answer(DatabaseRole.DASHBOARD, "select store.use_second_factor('lan', 7)"))
                .as("the code that confirmed it")
                .isEqualTo("f");
        assertThat(answer(DatabaseRole.DASHBOARD, "select store.drop_second_factor('minh', 'lan')"))
                .isEqualTo("not-allowed");
        assertThatThrownBy(() -> answer(DatabaseRole.READER, "select secret from store.second_factor"))
                .isInstanceOf(SQLException.class);

        try (People people = People.open(database, "test")) {
            assertThat(people.dropSecondFactor("lan")).isTrue();
            assertThat(people.dropSecondFactor("lan")).isFalse();
        }
    }

    @Test
    void theTenthRefusedSignInLocksAndSwitchingOnUnlocks() throws Exception {
        for (int attempt = 1; attempt < 10; attempt++) {
            assertThat(refused("lan")).isEqualTo("f");
        }
        assertThat(refused("lan")).isEqualTo("t");
        String locked = "select locked_until > now() from store.account where name = 'lan'";
        assertThat(answer(DatabaseRole.DASHBOARD, locked)).isEqualTo("t");

        try (People people = People.open(database, "test")) {
            assertThat(people.setEnabled("lan", true)).isTrue();
            assertThat(people.setEnabled("nobody", true)).isFalse();
        }

        assertThat(answer(DatabaseRole.DASHBOARD, locked)).isNull();
        assertThat(answer(DatabaseRole.READER, "select count(*) from cityops.audit where action = 'account.lock'"))
                .isEqualTo("1");
    }

    @Test
    void anInvitationIsGoodOnce() throws Exception {
        String code;
        try (People people = People.open(database, "test")) {
            code = people.invite("hall-1", List.of("city"));
        }

        assertThat(accepted(code, "secret-1")).isEqualTo("hall-1");
        assertThat(accepted(code, "secret-2")).isNull();
        try (People people = People.open(database, "test")) {
            assertThat(people.kiosks()).extracting(People.Kiosk::name).contains("hall-1");
            assertThat(people.revokeKiosk("hall-1")).isTrue();
            assertThat(people.revokeKiosk("hall-1")).isFalse();
        }
    }

    @Test
    void onlyAnAdministratorsNameApprovesForTheDashboard() throws Exception {
        answer(DatabaseRole.DASHBOARD, "select store.ask_pairing('ABCD2345', sha256('a'), 'there')");

        assertThat(approved("lan")).isEqualTo("not-allowed");
        assertThat(approved("nobody")).isEqualTo("not-allowed");
        assertThat(approved("admin")).isEqualTo("done");
        assertThat(approved("admin")).isEqualTo("unknown-code");
    }

    @Test
    void theDashboardMayNeitherMakeAccountsNorKiosksByItself() {
        assertThatThrownBy(() ->
                        answer(DatabaseRole.DASHBOARD, "update store.account set role = 'administrator' returning 1"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> answer(
                        DatabaseRole.DASHBOARD,
                        "insert into store.kiosk (name, secret_hash, created_by) values ('x', 'x', 'x') returning 1"))
                .hasMessageContaining("permission denied");
    }

    private static String approved(String actor) throws SQLException {
        return answer(
                DatabaseRole.DASHBOARD,
                "select store.approve_pairing('" + actor + "', 'ABCD2345', 'hall-9', '{city}')");
    }

    private static String refused(String name) throws SQLException {
        return answer(DatabaseRole.DASHBOARD, "select store.sign_in_refused('" + name + "', 'there')");
    }

    private static String accepted(String code, String secret) throws Exception {
        return answer(
                DatabaseRole.DASHBOARD,
                "select store.accept_invitation('\\x" + sha256(code) + "', '\\x" + sha256(secret) + "', 'there')");
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String answer(DatabaseRole role, String sql) throws SQLException {
        try (Connection connection = database.connect(role);
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
