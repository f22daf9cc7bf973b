package io.cityops.gateway.still;

import io.cityops.gateway.operations.GatewayMeters;
import io.cityops.gateway.operations.StillOutcome;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes stills on a thread and a connection of its own, at least once: what is told as stored is committed. What cannot be
 * written soon is refused, not kept: the next picture takes its place, and a camera's telemetry does not wait behind it.
 */
public final class StillStore implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StillStore.class);
    private static final int MAX_WAITING = 1_024;
    private static final long MAX_WAITING_BYTES = 32L << 20;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int RETRY_MILLIS = 500;
    private static final String UPSERT = """
            insert into store.snapshot as s (device_id, taken_at, received_at, bytes) values (?, ?, ?, ?)
            on conflict (device_id) do update
            set taken_at = excluded.taken_at, received_at = excluded.received_at, bytes = excluded.bytes
            where s.taken_at <= excluded.taken_at""";

    private final String url;
    private final Properties login = new Properties();
    private final GatewayMeters meters;
    private final ArrayBlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Thread thread;
    /** Taken from the queue and not yet answered; of the store's thread alone. */
    private @Nullable Waiting next;

    private boolean triedAgain;

    private volatile boolean away;
    private volatile boolean closing;

    /** Who waits for a still; told once, on the store's thread or at once on the caller's. */
    public interface Receipt {
        void stored();

        void refused(String why);
    }

    private record Waiting(Still still, Receipt receipt, long sinceNanos) {}

    public StillStore(String url, String user, String password, GatewayMeters meters) {
        this.url = url;
        this.meters = meters;
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.setProperty("ApplicationName", "cityops-gateway-stills");
        login.setProperty("connectTimeout", "2");
        login.setProperty("loginTimeout", "3");
        login.setProperty("socketTimeout", "5");
        thread = Thread.ofPlatform().name("stills").daemon().unstarted(this::write);
    }

    public void start() {
        thread.start();
    }

    /** Never blocks. */
    public void offer(Still still, Receipt receipt) {
        Waiting entry = new Waiting(still, receipt, System.nanoTime());
        if (away || waitingBytes.get() > MAX_WAITING_BYTES || !waiting.offer(entry)) {
            meters.still(StillOutcome.REFUSED);
            receipt.refused(away ? "the database is out of reach" : "too many stills wait to be written");
            return;
        }
        waitingBytes.addAndGet(still.jpeg().length);
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
    }

    private void write() {
        while (!closing) {
            try (Connection connection = DriverManager.getConnection(url, login);
                    PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
                if (away) {
                    away = false;
                    log.info("stills are written again");
                }
                while (!closing) {
                    writeNext(upsert);
                }
            } catch (SQLException e) {
                if (closing) {
                    return;
                }
                if (next == null || triedAgain) {
                    standBack(e);
                } else {
                    triedAgain = true;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /**
     * One that fails stays {@link #next} and is tried once more: a connection that lay idle may have died with a database that
     * has long been back, so that only a new connection's failure tells.
     */
    private void writeNext(PreparedStatement upsert) throws SQLException, InterruptedException {
        if (next == null) {
            next = waiting.poll(1, TimeUnit.SECONDS);
        }
        Waiting entry = next;
        if (entry == null) {
            return;
        }
        if (System.nanoTime() - entry.sinceNanos > PATIENCE_NANOS) {
            done();
            refuse(entry, "it waited too long to be written");
            return;
        }
        upsert.setString(1, entry.still.deviceId());
        upsert.setTimestamp(2, new Timestamp(entry.still.takenAtMillis()));
        upsert.setTimestamp(3, new Timestamp(entry.still.receivedAtMillis()));
        upsert.setBytes(4, entry.still.jpeg());
        upsert.executeUpdate();
        done();
        meters.still(StillOutcome.STORED);
        entry.receipt.stored();
    }

    private void done() {
        if (next != null) {
            waitingBytes.addAndGet(-next.still.jpeg().length);
            next = null;
            triedAgain = false;
        }
    }

    private void standBack(SQLException cause) {
        if (!away) {
            away = true;
            log.warn("stills cannot be written and are refused until the database is back: {}", cause.getMessage());
        }
        while (next != null || (next = waiting.poll()) != null) {
            Waiting entry = next;
            done();
            refuse(entry, "the database is out of reach");
        }
        pause();
    }

    private void refuse(Waiting entry, String why) {
        meters.still(StillOutcome.REFUSED);
        entry.receipt.refused(why);
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
