package io.cityops.jobs.store;

import static io.cityops.jobs.ReportFixtures.camera;
import static io.cityops.jobs.ReportFixtures.gauge;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.ReportFixtures.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.ReportFixtures;
import io.cityops.jobs.alarm.History;
import io.cityops.jobs.device.ReportRow;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.process.FreePort;
import io.cityops.model.telemetry.Quality;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tables hold after rows were written once, again, and in another order. */
class TablesIT {
    @TempDir
    static Path directory;

    private static TimescaleServer server;
    private static Connection jobs;

    @BeforeAll
    static void start() throws Exception {
        server = TimescaleServer.start(directory.resolve("database"), FreePort.next());
        jobs = new Database(server.jdbcUrl(), DatabaseRole.JOBS.roleName(), server.password(DatabaseRole.JOBS))
                .connect();
    }

    @AfterAll
    static void stop() throws Exception {
        if (jobs != null) {
            jobs.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void readingsAreCopiedWithTheirFlagsAndAReplayOfSomeAddsOnlyTheOthers() throws Exception {
        List<DeviceReport> first = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            first.add(numbered(i, camera("cam-\u1ea1", i, i, 30.5)));
        }
        first.get(3).doubt(1, Quality.STUCK);
        write(new ReadingTable(), rows(first));
        assertThat(answer("select count(*) from store.reading where device_id like 'cam-%'"))
                .isEqualTo("1000");

        List<DeviceReport> again = new ArrayList<>(first.subList(250, 500));
        again.add(numbered(500, camera("cam-\u1ea1", 500, 1, 30.5)));
        again.add(again.getFirst());
        write(new ReadingTable(), rows(again));
        assertThat(answer("select count(*) from store.reading where device_id like 'cam-%'"))
                .isEqualTo("1002");
        assertThat(answer("select string_agg(measure || ' ' || value || ' ' || quality || ' '"
                        + " || to_char(observed_at at time zone 'UTC', 'HH24:MI:SS'), ', ' order by measure)"
                        + " from cityops.reading where seq = 3"))
                .isEqualTo("mean_speed_kmh 30.5 " + Quality.STUCK + " 05:00:03, vehicle_count 3 0 05:00:03");
    }

    @Test
    void detectorsLearnFromTheMeansOfWhatIsBelieved() throws Exception {
        List<DeviceReport> hour = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            hour.add(gauge("learns", 60 * i, i < 30 ? 1 : 3));
        }
        hour.get(59).values[0] = 99;
        hour.get(59).doubt(0, Quality.STUCK);
        hour.add(gauge("another", 60, 50));
        write(new ReadingTable(), rows(hour));

        History history = new ReadingHistory(
                new Database(server.jdbcUrl(), DatabaseRole.JOBS.roleName(), server.password(DatabaseRole.JOBS)));
        History.Past past = history.of("learns", "water_level_m", noonPlus(1_200), noonPlus(3_600), 600_000);
        assertThat(past.atMillis()).containsExactly(noonPlus(1_200), noonPlus(1_800), noonPlus(2_400), noonPlus(3_000));
        assertThat(past.means()).containsExactly(1, 3, 3, 3);
        assertThat(history.of("learns", "flood_depth_m", noonPlus(0), noonPlus(3_600), 600_000)
                        .means())
                .isEmpty();
    }

    private static List<ReportRow> rows(List<DeviceReport> reports) {
        return reports.stream().map(ReportRow::of).toList();
    }

    @Test
    void aCorrectedFigureIsANewRevisionAndWhatWasKnownBeforeCanBeAsked() throws Exception {
        write(figure(AreaFigure.Kind.EARLY, 1, 5.0));
        write(figure(AreaFigure.Kind.EARLY, 2, 6.0));
        assertThat(revisions()).isEqualTo("0:6");
        write(figure(AreaFigure.Kind.FINAL, 3, 7.0));
        write(figure(AreaFigure.Kind.CORRECTION, 5, 8.0));
        write(figure(AreaFigure.Kind.CORRECTION, 9, 9.0));
        assertThat(revisions()).isEqualTo("3:9");

        write(figure(AreaFigure.Kind.EARLY, 2, 6.0)); // a replay from a checkpoint before it all
        write(figure(AreaFigure.Kind.FINAL, 3, 7.0));
        write(figure(AreaFigure.Kind.CORRECTION, 5, 8.0));
        write(figure(AreaFigure.Kind.CORRECTION, 9, 9.0));
        assertThat(revisions()).as("changes nothing").isEqualTo("3:9");
        write(figure(AreaFigure.Kind.CORRECTION, 10, 9.0));
        assertThat(revisions())
                .as("the same figure on one reading more is no revision")
                .isEqualTo("3:9");

        assertThat(answer(
                        "select string_agg(revision || ':' || value || ':' || (known_to is null), ' ' order by revision)"
                                + " from cityops.indicator_revision where area = 'ward'"))
                .isEqualTo("1:7:false 2:8:false 3:9:true");
        assertThat(answer("select bool_and(known_from < known_to) from store.indicator_revision"))
                .isEqualTo("t");
        assertThat(answer("select passport ->> 'readings' || ' ' || (passport -> 'excluded' ->> 'silent') || ' ' ||"
                        + " excluded || ' ' || (passport ->> 'newest') from cityops.indicator where area = 'ward'"))
                .isEqualTo("10 3 4 2026-11-22T05:00:00Z");
    }

    private static AreaFigure figure(AreaFigure.Kind kind, long readings, double value) {
        AreaFigure figure = new AreaFigure();
        figure.area = "ward";
        figure.indicator = "traffic.flow";
        figure.windowSeconds = 60;
        figure.windowStartMillis = ReportFixtures.noonPlus(0);
        figure.kind = kind;
        figure.readings = readings;
        figure.value = value;
        figure.expected = 6;
        figure.reporting = 2;
        figure.stuck = 1;
        figure.newestObservedAtMillis = ReportFixtures.noonPlus(0);
        return figure;
    }

    private static String revisions() throws SQLException {
        return answer("select revision || ':' || value from cityops.indicator where area = 'ward'");
    }

    private static void write(AreaFigure figure) throws SQLException {
        write(new IndicatorTable(), List.of(figure));
    }

    private static <T> void write(Table<T> table, List<T> rows) throws SQLException {
        table.write(jobs, rows);
        jobs.commit();
    }

    private static String answer(String sql) throws SQLException {
        try (Connection owner = DriverManager.getConnection(
                        server.jdbcUrl(), DatabaseRole.OWNER.roleName(), server.password(DatabaseRole.OWNER));
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
