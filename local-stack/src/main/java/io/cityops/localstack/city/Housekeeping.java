package io.cityops.localstack.city;

import io.cityops.localstack.Console;
import io.cityops.localstack.database.Retention;
import io.cityops.localstack.supervision.LogRotation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What is done beside a city that runs for weeks: old rows go and long logs are packed, so that the disk does not fill
 * up; and what helps its parts to be back sooner is kept.
 */
final class Housekeeping implements AutoCloseable {
    private static final long LOG_LIMIT_BYTES = 50L << 20;
    private static final int PACKED_LOGS = 4;

    /** By then the parts have met most of what they will do. */
    private static final int CLASSES_AFTER_SECONDS = 15;

    private final Retention retention;
    private final LogRotation logs;
    private final Callable<Connection> owner;
    private final Runnable keepClasses;
    private final Console console;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("housekeeping").factory());

    /** @param owner opens a connection as the owner of the tables */
    Housekeeping(
            DataFolder data, Retention retention, Callable<Connection> owner, Runnable keepClasses, Console console) {
        this.retention = retention;
        this.logs = new LogRotation(data.logs(), LOG_LIMIT_BYTES, PACKED_LOGS);
        this.owner = owner;
        this.keepClasses = keepClasses;
        this.console = console;
    }

    void start() {
        executor.schedule(keepClasses, CLASSES_AFTER_SECONDS, TimeUnit.SECONDS);
        executor.scheduleWithFixedDelay(this::rotateLogs, 1, 1, TimeUnit.MINUTES);
        executor.scheduleWithFixedDelay(this::dropOldRows, 1, 60, TimeUnit.MINUTES);
    }

    private void rotateLogs() {
        try {
            logs.rotate();
        } catch (IOException e) {
            console.say("the logs could not be packed: " + e.getMessage());
        }
    }

    private void dropOldRows() {
        try (Connection connection = owner.call()) {
            retention
                    .dropOldChunks(connection)
                    .forEach((table, chunks) -> console.say("dropped " + chunks + " old chunks of " + table));
        } catch (SQLException e) {
            console.say("old rows could not be dropped; trying again in an hour: " + e.getMessage());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
