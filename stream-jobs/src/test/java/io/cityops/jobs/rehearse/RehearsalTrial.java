package io.cityops.jobs.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.store.Database;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.process.FreePort;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.catalogue.RuleText;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast a rehearsal is: so many hours of 1,000 devices, each with one value every 10 s, in a real database.
 * {@code CITYOPS_TRIAL_HOURS=24 mvn verify -pl stream-jobs -am -Dtest=NONE -Dit.test=RehearsalTrial -Dtest.jvm="-Xmx1g -XX:+UseSerialGC"},
 * in a JVM as {@code ./cityops rehearse rule} has it;
 * {@code CITYOPS_TRIAL_RULE} names another rule than that of the river.
 */
@EnabledIfEnvironmentVariable(named = "CITYOPS_TRIAL_HOURS", matches = "[0-9]+")
class RehearsalTrial {
    private static final int DEVICES = 1_000;

    @TempDir
    Path directory;

    @Test
    void soManyHoursAreRehearsed() throws Exception {
        int hours = Integer.parseInt(System.getenv("CITYOPS_TRIAL_HOURS"));
        String rule = Objects.requireNonNullElse(System.getenv("CITYOPS_TRIAL_RULE"), "water.river-alarm");
        Instant until = Instant.now().truncatedTo(ChronoUnit.HOURS);
        Instant from = until.minus(Duration.ofHours(hours));
        CatalogueText city = CatalogueText.read(null);
        RuleText.withRules(city, Objects.requireNonNull(RuleText.ruleOf(city, rule)))
                .writeTo(directory.resolve("catalogue"));
        try (TimescaleServer server = TimescaleServer.start(directory.resolve("database"), FreePort.next())) {
            long begun = System.nanoTime();
            long rows = record(server, from, until);
            System.out.printf(
                    "%,d readings are recorded, in %d s%n",
                    rows, Duration.ofNanos(System.nanoTime() - begun).toSeconds());
            Database reader = new Database(
                    server.jdbcUrl(), DatabaseRole.READER.roleName(), server.password(DatabaseRole.READER));
            int code = new RehearseRule(reader, System.out, System.err, Clock.systemUTC())
                    .run(List.of(directory.resolve("catalogue").toString(), from.toString(), until.toString()));
            assertThat(code).isZero();
        }
    }

    /** Gauges whose level swings by a metre in six hours, each with a phase of its own, and a little noise. */
    private static long record(TimescaleServer server, Instant from, Instant until) throws Exception {
        try (Connection owner = DriverManager.getConnection(
                        server.jdbcUrl(), DatabaseRole.OWNER.roleName(), server.password(DatabaseRole.OWNER));
                Statement statement = owner.createStatement()) {
            statement.execute("insert into store.device (id, type, sector, area, expected_interval)"
                    + " select 'gauge-' || i, 'river-gauge', 'water', '25747', '10 s' from generate_series(1, "
                    + DEVICES
                    + ") i");
            long rows = 0;
            for (Instant hour = from; hour.isBefore(until); hour = hour.plus(Duration.ofHours(1))) {
                rows += statement.executeUpdate("""
                        insert into store.report (observed_at, received_at, seq, content, device_id, measures, measured)
                        select t + i %% 10 * interval '1 s', t + i %% 10 * interval '1 s' + interval '200 ms',
                            extract(epoch from t)::int8, 0, 'gauge-' || i,
                            '{water_level_m}',
                            array[0.9 + 0.6 * sin(extract(epoch from t) / 21600 * 6.28 + i) + 0.02 * random()]
                        from generate_series(timestamptz '%s', timestamptz '%s' - interval '10 s', interval '10 s') t,
                            generate_series(1, %d) i
                        order by 1""".formatted(hour, hour.plus(Duration.ofHours(1)), DEVICES));
            }
            // As the database does by itself once enough has come; without it, an index of ranges finds nothing.
            statement.execute("vacuum analyze store.report");
            return rows;
        }
    }
}
