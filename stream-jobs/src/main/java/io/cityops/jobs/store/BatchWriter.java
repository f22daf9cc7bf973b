package io.cityops.jobs.store;

import io.cityops.jobs.JobMeter;
import io.cityops.jobs.intake.RejectedRow;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects rows and writes them in one transaction: when there are enough, when the oldest has waited long enough, and
 * before each checkpoint. While a thread of its own writes one batch, the task collects the next; it waits for more than
 * that, and a checkpoint for both.
 *
 * <p>While the database is away it tries again for ever and takes no more rows, so the stream waits and nothing is lost.
 * A batch that the database refuses for what is in it (SQL state class 22 or 23) is halved until the row is found; that
 * row is counted, logged and kept in {@code rejected} where the table says how, and the rest is written.
 */
final class BatchWriter<T> implements SinkWriter<T> {
    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    /** Attempts from one line in the log to the next: about every half minute of an outage. */
    private static final int LOG_EVERY = 15;

    private final Database database;
    private final Table<T> table;
    private final int maxRows;
    private final long maxDelayMillis;
    private final ProcessingTimeService clock;
    private final Counter written;
    private final Counter refused;
    private final Counter retries;

    private final ExecutorService writing;

    private final List<T> rows = new ArrayList<>();
    private final Map<Object, T> keyedRows = new LinkedHashMap<>();
    private boolean flushDue;
    private @Nullable Future<?> underWay;
    private volatile long lastWriteMillis;
    /** The writing thread's, and once that has ended the task's. */
    private @Nullable Connection connection;

    BatchWriter(Database database, Table<T> table, int maxRows, Duration maxDelay, WriterInitContext context) {
        this.database = database;
        this.table = table;
        this.maxRows = maxRows;
        this.maxDelayMillis = maxDelay.toMillis();
        this.writing = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("write " + table.name()).factory());
        this.clock = context.getProcessingTimeService();
        this.written = JobMeter.ROWS_WRITTEN.of(context.metricGroup());
        this.refused = JobMeter.ROWS_REFUSED.of(context.metricGroup());
        this.retries = JobMeter.DATABASE_RETRIES.of(context.metricGroup());
        context.metricGroup().setCurrentSendTimeGauge(() -> lastWriteMillis);
    }

    @Override
    public void write(T row, Context context) throws IOException, InterruptedException {
        Object key = table.keyOf(row);
        if (key == null) {
            rows.add(row);
        } else {
            keyedRows.put(key, row);
        }
        if (rows.size() + keyedRows.size() >= maxRows) {
            beginBatch();
        } else if (!flushDue) {
            writeLater();
        }
    }

    private void writeLater() {
        flushDue = true;
        clock.registerTimer(clock.getCurrentProcessingTime() + maxDelayMillis, time -> {
            flushDue = false;
            if (underWay != null && !underWay.isDone()) {
                writeLater();
            } else {
                beginBatch();
            }
        });
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        beginBatch();
        awaitBatch();
    }

    private void beginBatch() throws IOException, InterruptedException {
        awaitBatch();
        if (rows.isEmpty() && keyedRows.isEmpty()) {
            return;
        }
        List<T> batch = new ArrayList<>(rows);
        batch.addAll(keyedRows.values());
        rows.clear();
        keyedRows.clear();
        underWay = writing.submit(() -> {
            writeBatch(batch);
            return null;
        });
    }

    private void awaitBatch() throws IOException, InterruptedException {
        Future<?> batch = underWay;
        if (batch == null) {
            return;
        }
        try {
            batch.get();
        } catch (ExecutionException e) {
            throw new IOException("a batch for " + table.name() + " could not be written", e.getCause());
        }
        underWay = null;
    }

    private void writeBatch(List<T> batch) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 0; ; attempt++) {
            try {
                writeOnce(batch);
                written.inc(batch.size());
                return;
            } catch (SQLException e) {
                if (isRefusal(e)) {
                    abandon();
                    divide(batch, e);
                    return;
                }
                if (attempt % LOG_EVERY == 0) {
                    LOG.warn("{} rows for {} wait: {}", batch.size(), table.name(), e.getMessage());
                }
                retries.inc();
                abandon();
            }
            Thread.sleep(pause);
            pause = longer(pause);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private void writeOnce(List<T> batch) throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = database.connect();
            connection = open;
        }
        long begin = System.nanoTime();
        table.write(open, batch);
        open.commit();
        lastWriteMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    private void divide(List<T> batch, SQLException why) throws InterruptedException {
        if (batch.size() > 1) {
            int middle = batch.size() / 2;
            writeBatch(batch.subList(0, middle));
            writeBatch(batch.subList(middle, batch.size()));
            return;
        }
        T row = batch.getFirst();
        refused.inc();
        LOG.error("The database refused a row for {}: {} ({})", table.name(), why.getMessage(), row);
        RejectedRow kept = table.refused(row, why);
        if (kept != null) {
            keep(kept);
        }
    }

    /** Not by {@link #writeBatch}: should even this be refused, the log line above is what is left. */
    private void keep(RejectedRow row) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                Connection open = connection == null ? database.connect() : connection;
                connection = open;
                new RejectedTable().write(open, List.of(row));
                open.commit();
                return;
            } catch (SQLException e) {
                abandon();
                if (isRefusal(e)) {
                    LOG.error("Nor did it take the note of it in rejected: {}", e.getMessage());
                    return;
                }
                retries.inc();
            }
            Thread.sleep(pause);
            pause = longer(pause);
        }
    }

    /** Data exceptions and broken constraints: trying again would fail again. */
    private static boolean isRefusal(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    private void abandon() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("Closing a connection that failed", e);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        writing.shutdownNow();
        if (!writing.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Writing to {} does not end: left alone", table.name());
            return;
        }
        abandon();
    }
}
