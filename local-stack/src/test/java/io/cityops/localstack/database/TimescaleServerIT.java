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
import java.time.Duration;
import java.util.Map;
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
        String tables = answer(
                DatabaseRole.OWNER,
                server.timescale()
                        ? "select string_agg(hypertable_name, ' ' order by hypertable_name)"
                                + " from timescaledb_information.hypertables where hypertable_schema = 'store'"
                        : "select 'indicator indicator_revision rejected report'");
        assertThat(tables).isEqualTo("indicator indicator_revision rejected report");
    }

    @Test
    void whatIsOlderThanItIsKeptGoesAndTheRestStays() throws Exception {
        if (!server.timescale()) {
            return; // plain tables have no chunks
        }
        for (int days : new int[] {100, 80, 0}) {
            update(
                    DatabaseRole.OWNER,
                    "insert into store.reading (observed_at, received_at, device_id, measure, value) values"
                            + " (now() - interval '" + days + " days', now(), 'old-" + days + "', 'rain_mm', 1)");
        }
        Retention retention = new Retention(Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(400));
        try (Connection owner = DriverManager.getConnection(
                server.jdbcUrl(), DatabaseRole.OWNER.roleName(), server.password(DatabaseRole.OWNER))) {
            assertThat(retention.dropOldChunks(owner)).isEqualTo(Map.of("report", 1));
            assertThat(retention.dropOldChunks(owner)).isEmpty();
        }
        assertThat(answer(
                        DatabaseRole.READER,
                        "select string_agg(device_id, ' ' order by device_id) from"
                                + " cityops.reading where device_id like 'old-%'"))
                .isEqualTo("old-0 old-80");
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
