package io.cityops.dashboard.tending;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.dashboard.CityRows;
import io.cityops.dashboard.access.People;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.access.Role;
import io.cityops.dashboard.access.Scope;
import io.cityops.dashboard.alerts.AlarmDesk;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.process.FreePort;
import io.cityops.model.catalogue.Catalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What pages can have done to alarms, on a real database. */
class TendingIT {
    private static final Instant NOW = Instant.now();
    private static final String WARD = "25768"; // where CityRows raises its river alarms

    @TempDir
    static Path directory;

    static TimescaleServer server;
    static CityRows city;
    static DriverManagerDataSource source;
    static JdbcClient dashboard;
    static AlarmAnswerers answerers;
    static AlarmDesk desk;

    private final UUID alarm = raised();

    @BeforeAll
    static void start() throws Exception {
        server = TimescaleServer.start(directory, FreePort.next());
        city = new CityRows(server);
        source = new DriverManagerDataSource(
                server.jdbcUrl(), DatabaseRole.DASHBOARD.roleName(), server.password(DatabaseRole.DASHBOARD));
        dashboard = JdbcClient.create(source);
        city.account("an", "secret-secret", "operator");
        city.account("leader", "secret-secret", "leader");
        city.account("elsewhere", "secret-secret", "operator");
        People people = new People();
        people.replaceWith(
                Map.of(
                        "an", new Person("an", Role.OPERATOR, Scope.EVERYTHING, "1"),
                        "leader", new Person("leader", Role.LEADER, Scope.EVERYTHING, "1"),
                        "gone", new Person("gone", Role.OPERATOR, Scope.EVERYTHING, "1"),
                        "elsewhere",
                                new Person(
                                        "elsewhere",
                                        Role.OPERATOR,
                                        new Scope("25747", Set.of("25747"), Set.of("water")),
                                        "1")),
                Map.of());
        answerers = new AlarmAnswerers(dashboard, people);
        desk = new AlarmDesk(dashboard, people, Catalogue.load(null));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whoMayAnswerAnAlarmMayShelveItAndTakeItBack() {
        Shelving shelving = new Shelving(dashboard, answerers);
        Instant soon = NOW.plusSeconds(3600);

        assertThat(shelving.shelve(alarm, "leader", soon, "drifts")).isEqualTo(Shelving.Result.NOT_ALLOWED);
        assertThat(shelving.shelve(alarm, "elsewhere", soon, "drifts")).isEqualTo(Shelving.Result.NOT_ALLOWED);
        assertThat(shelving.shelve(alarm, "gone", soon, "drifts"))
                .as("the account was taken away a moment ago")
                .isEqualTo(Shelving.Result.NOT_ALLOWED);
        assertThat(shelving.shelve(alarm, "an", soon, " ")).isEqualTo(Shelving.Result.NO_REASON);
        assertThat(shelving.shelve(alarm, "an", NOW.minusSeconds(60), "drifts")).isEqualTo(Shelving.Result.NO_END);
        assertThat(shelving.shelve(alarm, "an", NOW.plus(Duration.ofHours(25)), "drifts"))
                .isEqualTo(Shelving.Result.TOO_LONG);
        assertThat(shelving.shelve(alarm, "an", soon, "drifts")).isEqualTo(Shelving.Result.DONE);
        assertThat(shelving.unshelve(alarm, "an", "works again")).isEqualTo(Shelving.Result.DONE);
        assertThat(shelving.unshelve(alarm, "an", "works again")).isEqualTo(Shelving.Result.NOT_SHELVED);
        assertThat(shelving.shelve(UUID.randomUUID(), "an", soon, "drifts")).isEqualTo(Shelving.Result.NOT_ALLOWED);
    }

    @Test
    void onlyWhatNobodyWatchesAnyMoreIsClosedByHand() throws Exception {
        city.device(device(), "river-gauge", "water", WARD);

        assertThat(desk.close(alarm, "leader", "scrapped")).isEqualTo(AlarmDesk.Result.NOT_ALLOWED);
        assertThat(desk.close(alarm, "an", " ")).isEqualTo(AlarmDesk.Result.INVALID);
        assertThat(desk.close(alarm, "an", "scrapped")).isEqualTo(AlarmDesk.Result.WATCHED);
        city.disableDevice(device());
        assertThat(desk.close(alarm, "an", "scrapped")).isEqualTo(AlarmDesk.Result.DONE);
        assertThat(desk.close(alarm, "an", "scrapped")).isEqualTo(AlarmDesk.Result.TOO_LATE);
        assertThat(city.timeline(alarm)).last().isEqualTo("an closed scrapped");
        assertThat(city.audit()).contains("an alert.close " + alarm);
    }

    @Test
    void aStepIsTickedOnceAndOnlyOneOfTheProcedure() throws Exception {
        assertThat(desk.tick(alarm, "elsewhere", 1, true)).isEqualTo(AlarmDesk.Result.NOT_ALLOWED);
        assertThat(desk.tick(alarm, "an", 0, true)).isEqualTo(AlarmDesk.Result.INVALID);
        assertThat(desk.tick(alarm, "an", 99, true)).isEqualTo(AlarmDesk.Result.INVALID);
        assertThat(desk.tick(alarm, "an", 1, false)).isEqualTo(AlarmDesk.Result.TOO_LATE);
        assertThat(desk.tick(alarm, "an", 1, true)).isEqualTo(AlarmDesk.Result.DONE);
        assertThat(desk.tick(alarm, "an", 1, true)).isEqualTo(AlarmDesk.Result.TOO_LATE);
        assertThat(desk.tick(alarm, "an", 1, false)).isEqualTo(AlarmDesk.Result.DONE);
        assertThat(city.timeline(alarm))
                .filteredOn(line -> line.startsWith("an step-"))
                .hasSize(2)
                .allMatch(line -> line.contains("1. "));
    }

    @Test
    void aWindowThatComesAgainTellsTheEndOfThisTime() {
        String end = "select extract(epoch from store.open_until(row(1, null, 'city', null, '2026-11-01 22:00+07',"
                + " '2026-11-02 02:00+07', ?, null, 'Asia/Ho_Chi_Minh', 'night', 'an', now(),"
                + " null)::store.maintenance_window, '2026-11-10 23:30+07') - timestamptz '2026-11-10 00:00+07')";
        assertThat(hours(end, "daily")).isEqualTo(26);
        assertThat(hours(end, "weekly")).as("of the last time").isEqualTo(-22);
        assertThat(hours(end, "once")).isEqualTo(-8 * 24 + 2);
    }

    private static double hours(String sql, String repeats) {
        return dashboard.sql(sql).param(repeats).query(Double.class).single() / 3600;
    }

    @Test
    void aWindowIsOpenedAndCancelledByWhoMayAnswerAllThatItCovers() {
        Maintenance maintenance = new Maintenance(dashboard, answerers);
        Maintenance.Window ward = new Maintenance.Window(
                null,
                WARD,
                "water",
                NOW.minusSeconds(1),
                NOW.plusSeconds(3600),
                Maintenance.Repeats.WEEKLY,
                null,
                "gates");

        assertThat(maintenance.open(ward, "elsewhere")).isEmpty();
        long number = maintenance.open(ward, "an").orElseThrow();
        assertThat(maintenance.kept()).anySatisfy(window -> {
            assertThat(window.id()).isEqualTo(number);
            assertThat(window.open()).isTrue();
        });
        assertThat(maintenance.cancel(number, "elsewhere")).isFalse();
        assertThat(maintenance.cancel(number, "an")).isTrue();
        assertThat(maintenance.cancel(number, "an")).isFalse();
    }

    @Test
    void timePassesForAlarmsAsTheClockSays() {
        new Shelving(dashboard, answerers).shelve(alarm, "an", NOW.plusSeconds(3600), "drifts");

        assertThat(tendedAt(NOW.plusSeconds(3500)).unshelved()).isZero();
        assertThat(tendedAt(NOW.plusSeconds(3700)).unshelved()).isEqualTo(1);
        assertThat(tendedAt(NOW.plusSeconds(3700 + 601)).called())
                .as("high: each ten minutes")
                .isPositive();
    }

    @Test
    void whileOneDashboardTendsAnotherDoesNot() throws Exception {
        try (Connection other = source.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select * from store.tend_alarms(now())");

            assertThat(tending(NOW).tend()).isEmpty();

            other.rollback();
        }
        assertThat(tending(NOW).tend()).isPresent();
    }

    @Test
    void theMeterTellsDesksActorsAndSituations() {
        AlarmLoad load = new AlarmLoad(dashboard);

        assertThat(load.desks()).anySatisfy(desk -> {
            assertThat(desk.area()).isNull();
            assertThat(desk.sector()).isNull();
            assertThat(desk.last10Min()).isPositive();
            assertThat(desk.limit10Min()).isEqualTo(10);
        });
        assertThat(load.worstActors(50))
                .anySatisfy(actor -> assertThat(actor.entityId()).isEqualTo(device()));
        assertThat(load.situations())
                .anySatisfy(situation -> assertThat(situation.members()).contains(alarm));
    }

    private String device() {
        return dashboard
                .sql("select entity_id from store.alert where id = ?")
                .param(alarm)
                .query(String.class)
                .single();
    }

    private static UUID raised() {
        try {
            return city.riverAlarm("gauge-" + UUID.randomUUID());
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AlarmTending.Tended tendedAt(Instant now) {
        return tending(now).tend().orElseThrow();
    }

    private static AlarmTending tending(Instant now) {
        return new AlarmTending(dashboard, Clock.fixed(now, ZoneOffset.UTC), new SimpleMeterRegistry());
    }
}
