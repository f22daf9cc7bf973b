package io.cityops.simulators.load;

import io.cityops.simulators.report.LoadResult.EndToEnd;
import io.cityops.simulators.report.Percentiles;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Looks into the database for what a few devices have sent, again and again: the time from when a message was due, which
 * is its {@code observed_at}, until its rows can be read by anybody. A message counts once, with the first row seen.
 */
final class ReadBack implements Runnable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration FURTHEST_BACK = Duration.ofSeconds(10);
    private static final int DIGITS = 3;

    /** @param url {@code jdbc:postgresql:...} */
    record Database(String url, String user, String password) {}

    /** How far one device's messages were seen without a gap, and those seen beyond it. */
    private static final class Progress {
        private final Set<Long> beyond = new HashSet<>();
        private long nextSeq = PublishTemplate.SEQ_MARK;
        private long seenUntilMillis;

        Progress(long fromMillis) {
            seenUntilMillis = fromMillis;
        }

        /** Whether it is seen for the first time. */
        boolean see(long seq, long observedMillis) {
            if (seq < nextSeq || !beyond.add(seq)) {
                return false;
            }
            while (beyond.remove(nextSeq)) {
                nextSeq++;
                seenUntilMillis = Math.max(seenUntilMillis, observedMillis);
            }
            return true;
        }
    }

    private final Database database;
    private final List<String> devices;
    private final Clock clock;
    private final Histogram visible = new Histogram(DIGITS);
    private final Map<String, Progress> progress = new HashMap<>();
    private final Thread thread = Thread.ofPlatform().name("read-back").daemon().unstarted(this);
    private volatile boolean ended;
    private volatile @Nullable String failure;
    private volatile long found;
    private long newestMillis;

    ReadBack(Database database, List<String> devices, Clock clock) {
        this.database = database;
        this.devices = List.copyOf(devices);
        this.clock = clock;
    }

    /** Only what is observed from now on counts: a device may have been played before. */
    void start() {
        long now = clock.millis();
        devices.forEach(device -> progress.put(device, new Progress(now)));
        thread.start();
    }

    /** Looks on until so many were seen, or patience ends. */
    EndToEnd finish(long sampled, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (found < sampled && System.nanoTime() < until && failure == null) {
            Thread.sleep(POLL);
        }
        ended = true;
        thread.join();
        return new EndToEnd(Percentiles.of(visible), devices.size(), sampled, found, POLL.toMillis());
    }

    /** Why it could not look; null when it could. */
    @Nullable
    String failure() {
        return failure;
    }

    @Override
    public void run() {
        String sql = "select device_id, seq, observed_at from cityops.reading"
                + " where device_id = any (?) and observed_at >= ? and seq is not null order by observed_at";
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("text", devices.toArray()));
            while (!ended) {
                long from = System.nanoTime();
                look(query);
                Thread.sleep(Math.max(1, POLL.toMillis() - (System.nanoTime() - from) / 1_000_000));
            }
            look(query);
        } catch (SQLException e) {
            failure = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From the oldest message that was not seen yet, but no further back than a lost one would drag it. */
    private void look(PreparedStatement query) throws SQLException {
        long oldest = progress.values().stream()
                .mapToLong(each -> each.seenUntilMillis)
                .min()
                .orElse(0);
        query.setTimestamp(2, new Timestamp(Math.max(oldest, newestMillis - FURTHEST_BACK.toMillis())));
        try (ResultSet rows = query.executeQuery()) {
            long now = clock.millis();
            while (rows.next()) {
                long observed = rows.getTimestamp(3).getTime();
                Progress device = progress.get(rows.getString(1));
                if (device != null && device.see(rows.getLong(2), observed)) {
                    visible.recordValue(Math.max(0, (now - observed) * 1_000));
                    found++;
                }
                newestMillis = Math.max(newestMillis, observed);
            }
        }
    }
}
