package io.cityops.localstack.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.localstack.process.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimescaleServerIT {
    @TempDir
    static Path directory;

    static TimescaleServer server;

    @BeforeAll
    static void start() throws IOException {
        server = TimescaleServer.start(directory, FreePort.next());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void committedRowsAreThereAfterTheServerWasKilled() throws Exception {
        update(
                DatabaseRole.REGISTRAR,
                "insert into store.device (id, type, sector, area) "
                        + "values ('kept-1', 'river-gauge', 'water', 'city')");

        server.kill();
        server.start();

        assertThat(answer(DatabaseRole.READER, "select state from cityops.device where id = 'kept-1'"))
                .isEqualTo("never-seen");
    }

    @Test
    void tablesAreHypertablesWhereTheExtensionIsThere() throws Exception {
        String count = answer(
                DatabaseRole.OWNER,
                server.timescale()
                        ? "select count(*) from timescaledb_information.hypertables where hypertable_schema = 'store'"
                        : "select 3");
        assertThat(count).isEqualTo("3");
    }

    @Test
    void extensionCanBeUpdatedWhenItsFilesAreNewer() throws Exception {
        if (server.timescale()) {
            server.cluster().schema().updateExtension();
        }
    }

    @Test
    void cityTimeZoneIsKnown() throws Exception {
        assertThat(answer(
                        DatabaseRole.READER,
                        "select to_char(timestamptz '2026-11-22T00:00Z' at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI')"))
                .isEqualTo("07:00");
    }

    @Test
    void readerReadsTheContractAndNothingElse() throws Exception {
        assertThat(answer(DatabaseRole.READER, "select count(*) from cityops.reading"))
                .isNotNull();
        assertThatThrownBy(() -> answer(DatabaseRole.READER, "select count(*) from store.account"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void wrongPasswordIsRefused() {
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), DatabaseRole.READER.roleName(), "not it")
                        .close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    private static void update(DatabaseRole role, String sql) throws SQLException {
        try (Connection connection = connect(role);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String answer(DatabaseRole role, String sql) throws SQLException {
        try (Connection connection = connect(role);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(DatabaseRole role) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), role.roleName(), server.password(role));
    }
}
