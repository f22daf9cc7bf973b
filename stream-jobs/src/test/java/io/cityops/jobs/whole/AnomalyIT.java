package io.cityops.jobs.whole;

import static io.cityops.jobs.ReportFixtures.WARD;
import static io.cityops.jobs.catalogue.CatalogueFixtures.appended;
import static io.cityops.jobs.catalogue.CatalogueFixtures.version;
import static io.cityops.jobs.catalogue.CatalogueFixtures.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.CatalogueText;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule of kind anomaly in the packaged job, between a real broker and a real database. */
class AnomalyIT {
    private static final String RULE = """
              - id: energy.load-strange
                sector: energy
                kind: anomaly
                input: feeder_load_pct
                device_types: [feeder-meter]
                every: 1m
                name: {vi: Tải lạ, en: Strange load}
                levels:
                  - {severity: low, set: 0.6, clear: 0.2, name: {vi: lạ, en: strange}}
                off_delay: 1m
                message: {vi: "Tải {explanation}", en: "Load {explanation}"}
                response: {vi: Hỏi điều độ, en: Ask the dispatcher}
            """;

    /** The built-in city without its own rule of this kind: nothing judges series yet. */
    private static final CatalogueText WITHOUT = without(CatalogueText.read(null), "rules.yaml", "energy.load-unusual");

    private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final Duration LONG = Duration.ofSeconds(120);
    /** Minutes. A detector needs 100 steps; the one device has more, the other less. */
    private static final int HISTORY = 150;

    private static final int SHORT_HISTORY = 30;
    /** By when what was far out must be over: an hour and a half of ordinary load. */
    private static final int LAST = HISTORY + 100;

    @TempDir
    Path directory;

    private CityServers servers;
    private JobUnderTest job;
    private GatewayStandIn gateway;
    private final long begunMillis = Instant.now()
            .truncatedTo(ChronoUnit.MINUTES)
            .minus(Duration.ofMinutes(LAST + 10))
            .toEpochMilli();
    private int sent;

    @Test
    void aRuleAddedToTheRunningCityJudgesByStoredHistoryItsAlarmSaysWhyInBothLanguagesAndEnds() throws Exception {
        try (CityServers started = new CityServers(directory);
                JobUnderTest running = new JobUnderTest(started, directory.resolve("data"));
                GatewayStandIn sending = new GatewayStandIn(started.kafka.bootstrap(), false)) {
            servers = started;
            job = running;
            gateway = sending;
            gateway.publish(version(1, begunMillis, WITHOUT));
            untilTaken(1);
            for (int minute = 0; minute < HISTORY; minute++) {
                load("old-feeder", minute, usual(minute));
                if (minute >= HISTORY - SHORT_HISTORY) {
                    load("new-feeder", minute, usual(minute));
                }
            }
            untilStored();
            assertThat(meter("cityops_series_judged") + meter("cityops_series_learning"))
                    .as("nothing has looked at them yet")
                    .isZero();

            gateway.publish(
                    version(2, begunMillis + HISTORY * MINUTE_MILLIS - 1_000, appended(WITHOUT, "rules.yaml", RULE)));
            untilTaken(2);
            goOnTo(HISTORY);
            load("old-feeder", HISTORY, usual(HISTORY));
            load("new-feeder", HISTORY, usual(HISTORY));
            untilStored();
            untilLearned();
            assertThat(alarms()).as("as usual").isEmpty();

            load("old-feeder", HISTORY + 1, 95);
            load("new-feeder", HISTORY + 1, 95);
            Eventually.until("the alarm", LONG, () -> alarms().equals(List.of("old-feeder active")));
            assertExplained();

            for (int minute = HISTORY + 2; minute < LAST && alarms().equals(List.of("old-feeder active")); minute++) {
                load("old-feeder", minute, usual(minute));
                load("new-feeder", minute, usual(minute));
                untilStored();
                goOnTo(minute + 1);
            }
            Eventually.until("it is over", LONG, () -> alarms().equals(List.of("old-feeder cleared")));
        }
    }

    /** The history is read on another thread, and taken over when the stream's time goes on. */
    private void untilLearned() throws Exception {
        AtomicLong tick = new AtomicLong(begunMillis + HISTORY * MINUTE_MILLIS);
        Eventually.until("the one is judged, and it is said that the other is still learning", LONG, () -> {
            gateway.tick(tick.addAndGet(5));
            return meter("cityops_series_judged") == 1 && meter("cityops_series_learning") == 1;
        });
    }

    private void assertExplained() throws Exception {
        try (Connection owner = servers.connect();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(
                        "select message, value, threshold, opened_at from cityops.alert where rule = 'energy.load-strange'")) {
            row.next();
            List<String> message = row.getString(1).lines().toList();
            assertThat(message).hasSize(2);
            assertThat(message.getFirst()).matches("Tải cao hơn \\d+ % so với .*thường lệ.*");
            assertThat(message.getLast()).matches("Load \\d+ % above .*usual.*");
            assertThat(row.getDouble(2)).as("the score").isBetween(0.6, 1.0);
            assertThat(row.getDouble(3)).isEqualTo(0.6);
            assertThat(row.getTimestamp(4).toInstant())
                    .as("when it was observed")
                    .isEqualTo(Instant.ofEpochMilli(begunMillis + (HISTORY + 1) * MINUTE_MILLIS));
        }
    }

    /** Device and state of each, however many there were. */
    private List<String> alarms() throws Exception {
        try (Connection owner = servers.connect();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(
                        "select coalesce(string_agg(entity_id || ' ' || state, ',' order by opened_at), '')"
                                + " from cityops.alert where rule = 'energy.load-strange'")) {
            row.next();
            return row.getString(1).isEmpty()
                    ? List.of()
                    : List.of(row.getString(1).split(","));
        }
    }

    /** The sum of a gauge that must be there. */
    private double meter(String name) throws Exception {
        Matcher gauge = Pattern.compile("(?m)^" + name + "\\{[^}]*} (\\S+)$")
                .matcher(job.get("/metrics").body());
        assertThat(gauge.find()).as("%s is on the metrics page", name).isTrue();
        double sum = 0;
        do {
            sum += Double.parseDouble(gauge.group(1));
        } while (gauge.find());
        return sum;
    }

    private static double usual(int minute) {
        return 50 + minute % 3;
    }

    private void load(String id, int minute, double percent) {
        DeviceReport report = new DeviceReport();
        report.deviceId = id;
        report.deviceType = "feeder-meter";
        report.sector = "energy";
        report.area = WARD;
        report.expectedIntervalMillis = MINUTE_MILLIS;
        report.observedAtMillis = begunMillis + minute * MINUTE_MILLIS;
        report.receivedAtMillis = report.observedAtMillis;
        report.measures = new String[] {"feeder_load_pct"};
        report.values = new double[] {percent};
        gateway.send(report);
        sent++;
    }

    private void goOnTo(int minute) throws Exception {
        long tick = begunMillis + minute * MINUTE_MILLIS;
        gateway.tick(tick);
        job.untilStreamReaches(tick);
    }

    private void untilTaken(int number) throws Exception {
        Eventually.until(
                "the catalogue is taken",
                LONG,
                () -> servers.number("select count(*) from store.catalogue_outcome where outcome = 'taken'") == number);
    }

    private void untilStored() throws Exception {
        Eventually.until(
                "what was sent is stored", LONG, () -> servers.number("select count(*) from store.report") == sent);
    }
}
