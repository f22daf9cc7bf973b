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
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tables promise of drills, whoever writes. */
class DrillTablesIT {
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

    @AfterEach
    void nothingRuns() throws Exception {
        answer(DatabaseRole.REGISTRAR, "select bool_or(store.end_drill(id, 'test', 'stopped')) from store.drill");
    }

    @Test
    void onlyOneDrillRunsAtATime() throws Exception {
        open("one");

        assertThatThrownBy(() -> open("two")).isInstanceOf(SQLException.class).hasMessageContaining("drill_running");

        assertThat(end("one")).isEqualTo("t");
        assertThat(end("one")).as("ended already").isEqualTo("f");
        open("two");
    }

    @Test
    void theEndTakesTheTwinsClosesTheDrillsAlarmsAndLeavesTheRealOnes() throws Exception {
        open("alarms");
        update(
                DatabaseRole.REGISTRAR,
                "insert into store.device (id, type, sector, area, drill)"
                        + " values ('drill-alarms-a', 'river-gauge', 'water', 'city', 'alarms'),"
                        + " ('real-a', 'river-gauge', 'water', 'city', null)");
        assertThat(raise("11111111-1111-1111-1111-111111111111", "")).isEqualTo("t");
        assertThat(raise("22222222-2222-2222-2222-222222222222", "alarms"))
                .as("one open alarm a rule and entity, in each drill as in ordinary life")
                .isEqualTo("t");
        assertThat(raise("33333333-3333-3333-3333-333333333333", "alarms")).isEqualTo("f");

        end("alarms");

        assertThat(answer(DatabaseRole.READER, "select string_agg(id, ',') from cityops.device where area = 'city'"))
                .isEqualTo("real-a");
        assertThat(answer(
                        DatabaseRole.READER,
                        "select string_agg(coalesce(drill, 'real') || ' ' || state, ',' order by drill nulls last)"
                                + " from cityops.alert"))
                .isEqualTo("alarms closed,real active");
        assertThat(raise("44444444-4444-4444-4444-444444444444", "alarms"))
                .as("what was still on its way when the drill ended")
                .isEqualTo("f");
    }

    @Test
    void aDrillsIndicatorStandsBesideTheOrdinaryOne() throws Exception {
        String row = "insert into store.indicator (window_start, window_seconds, area, indicator, value, expected,"
                + " reporting, drill) values ('2026-11-22T00:00Z', 60, 'city', 'water.river_level', %s, 1, 1, '%s')";
        update(DatabaseRole.JOBS, row.formatted("1.0", ""));
        update(DatabaseRole.JOBS, row.formatted("2.0", "d1"));

        assertThat(answer(DatabaseRole.READER, "select value from cityops.indicator where drill is null"))
                .isEqualTo("1");
        assertThat(answer(DatabaseRole.READER, "select value from cityops.indicator where drill = 'd1'"))
                .isEqualTo("2");
    }

    @Test
    void aTwinSaysInItsIdWhoseItIs() throws Exception {
        open("ids");

        assertThatThrownBy(() -> update(
                        DatabaseRole.REGISTRAR,
                        "insert into store.device (id, type, sector, area, drill)"
                                + " values ('gauge-1', 'river-gauge', 'water', 'city', 'ids')"))
                .hasMessageContaining("device_twin");
    }

    @Test
    void whoPlaysDrillsCannotTouchAlarmsOtherwise() {
        assertThatThrownBy(() -> update(DatabaseRole.REGISTRAR, "update store.alert set state = 'closed'"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> answer(DatabaseRole.JOBS, "select store.end_drill('x', 'x', 'stopped')"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> update(DatabaseRole.REGISTRAR, "delete from store.drill"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void whatWasStoredBeforeThereWereDrillsIsOrdinaryLife() throws Exception {
        update(DatabaseRole.OWNER, "create database before");
        String url = server.jdbcUrl().replaceFirst("/[^/?]+(\\?|$)", "/before$1");
        try (Connection connection = connect(url, DatabaseRole.OWNER);
                Statement statement = connection.createStatement()) {
            if (server.timescale()) {
                statement.execute("create extension timescaledb");
            }
            migrate(url, "1");
            statement.execute("insert into store.reading (observed_at, received_at, device_id, measure, value)"
                    + " values (now(), now(), 'old', 'water_level_m', 1.5)");
            statement.execute("insert into store.indicator (window_start, window_seconds, area, indicator, value,"
                    + " expected, reporting) select at, 60, 'city', 'water.river_level', 1.5, 1, 1"
                    + " from generate_series(now() - interval '3 days', now(), interval '1 hour') at");
            migrate(url, "latest");
        }

        try (Connection connection = connect(url, DatabaseRole.OWNER);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select (select count(*) from cityops.reading where drill is null),"
                                + " (select count(*) from cityops.indicator where drill is null),"
                                + " (select count(*) from cityops.indicator)")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(1);
            assertThat(row.getInt(2)).isEqualTo(row.getInt(3)).isEqualTo(73);
        }
    }

    private static void migrate(String url, String target) {
        Flyway.configure()
                .dataSource(url, DatabaseRole.OWNER.roleName(), server.password(DatabaseRole.OWNER))
                .locations("classpath:io/cityops/model/migration")
                .schemas("store")
                .target(target)
                .load()
                .migrate();
    }

    private static void open(String id) throws SQLException {
        update(
                DatabaseRole.REGISTRAR,
                "insert into store.drill (id, scenario, name_vi, name_en, started_by, ends_at, nominal_at)"
                        + " values ('" + id
                        + "', 'test.yaml', 'Thử', 'Test', 'tester', now() + interval '1 hour', now())");
    }

    private static String end(String id) throws SQLException {
        return answer(DatabaseRole.REGISTRAR, "select store.end_drill('" + id + "', 'tester', 'completed')");
    }

    private static String raise(String id, String drill) throws SQLException {
        return answer(
                DatabaseRole.JOBS,
                "select store.apply_alert_transition('raised', '" + id + "'::uuid, 'traffic.congestion', 1, 'area',"
                        + " '25747', '25747', 'traffic', 'high', 'F', clock_timestamp(), 6, 8, 'slow', '" + drill
                        + "')");
    }

    private static void update(DatabaseRole role, String sql) throws SQLException {
        try (Connection connection = connect(server.jdbcUrl(), role);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String answer(DatabaseRole role, String sql) throws SQLException {
        try (Connection connection = connect(server.jdbcUrl(), role);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(String url, DatabaseRole role) throws SQLException {
        return DriverManager.getConnection(url, role.roleName(), server.password(role));
    }
}
