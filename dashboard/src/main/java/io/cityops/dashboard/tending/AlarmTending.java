package io.cityops.dashboard.tending;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets time pass for alarms: ends shelvings, follows maintenance windows, lets go of what chattered or hung under a cause
 * that is over, reminds, escalates, and notes when a desk is flooded. Every dashboard asks each {@link #EVERY}; the
 * database lets one of them do it, in one transaction. While none runs, all that happens late and nothing is lost.
 *
 * <p>Meters: {@code cityops_alarms_tended_total{what}}; {@code cityops_alarms_tending_failures_total}, alert when it grows:
 * nobody is reminded then.
 */
@Component
public final class AlarmTending implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmTending.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    /** How many alarms each change was made to. */
    public record Tended(int unshelved, int maintained, int released, int settled, int called, int closed) {}

    private final JdbcClient database;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Counter failures;
    private final Thread thread = new Thread(this::run, "alarm-tending");
    private volatile boolean running;
    private boolean complained;

    public AlarmTending(JdbcClient database, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.clock = clock;
        this.meters = meters;
        failures = Counter.builder("cityops.alarms.tending.failures")
                .description("Rounds of tending that the database did not let pass")
                .register(meters);
        thread.setDaemon(true);
    }

    private void run() {
        while (running) {
            Duration pause = EVERY;
            try {
                tend().ifPresent(this::count);
                complained = false;
            } catch (DataAccessException e) {
                failures.increment();
                pause = AFTER_FAILURE;
                if (!complained) {
                    LOG.warn("Alarms are not tended: {}", e.getMessage());
                    complained = true;
                }
            }
            rest(pause);
        }
    }

    /** One round; empty when another dashboard is at it. */
    public Optional<Tended> tend() {
        return database.sql("select * from store.tend_alarms(?)")
                .param(Timestamp.from(clock.instant()))
                .query(Tended.class)
                .optional();
    }

    private void count(Tended tended) {
        count("unshelved", tended.unshelved());
        count("maintenance", tended.maintained());
        count("released", tended.released());
        count("settled", tended.settled());
        count("called", tended.called());
        count("closed", tended.closed());
    }

    private void count(String what, int alarms) {
        if (alarms > 0) {
            meters.counter("cityops.alarms.tended", "what", what).increment(alarms);
        }
    }

    private void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
