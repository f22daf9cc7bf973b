package io.cityops.jobs.alarm;

import io.cityops.jobs.alarm.History.Past;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the history for series that nothing is known of, on a thread of its own, so that no message waits for the database. What
 * comes of a series meanwhile waits here; after a crash it is asked for again, and is part of the history then.
 */
final class Lessons implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lessons.class);
    /** Two of each hour of the week. */
    private static final Duration BACK = Duration.ofDays(14);
    /** Points of a series that wait for its history; the oldest are left out beyond. */
    private static final int MOST_WAITING = 1_000;

    private static final long AGAIN_AFTER_SECONDS = 5;

    private final History history;
    private final boolean atOnce;
    private final Map<String, Queue<SeriesPoint>> waiting = new HashMap<>();
    private final Queue<Lesson> learned = new ConcurrentLinkedQueue<>();
    private @Nullable ExecutorService asking;

    /**
     * What was before the series' first point.
     *
     * @param asked that point
     */
    record Lesson(SeriesPoint asked, Past past) {}

    /** @param atOnce asks where it is called, for who has time; what cannot be read is a failure then */
    Lessons(History history, boolean atOnce) {
        this.history = history;
        this.atOnce = atOnce;
    }

    /** @param measure of which the point is */
    void await(SeriesPoint point, String measure, long stepMillis) {
        Queue<SeriesPoint> points = waiting.get(point.key());
        if (points == null) {
            points = new ArrayDeque<>();
            waiting.put(point.key(), points);
            ask(point, measure, stepMillis);
        }
        if (points.size() == MOST_WAITING) {
            points.remove();
        }
        points.add(point);
    }

    private void ask(SeriesPoint point, String measure, long stepMillis) {
        long before = Math.floorDiv(point.atMillis, stepMillis) * stepMillis;
        if (atOnce) {
            try {
                learned.add(lesson(point, measure, before, stepMillis));
            } catch (Exception e) {
                throw new IllegalStateException(
                        "the history of " + point.key() + " cannot be read: " + e.getMessage(), e);
            }
            return;
        }
        if (asking == null) {
            asking = Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("history of series").factory());
        }
        asking.execute(() -> learn(point, measure, before, stepMillis));
    }

    private Lesson lesson(SeriesPoint point, String measure, long beforeMillis, long stepMillis) throws Exception {
        return new Lesson(
                point, history.of(point.deviceId, measure, beforeMillis - BACK.toMillis(), beforeMillis, stepMillis));
    }

    private void learn(SeriesPoint point, String measure, long beforeMillis, long stepMillis) {
        for (boolean told = false; ; told = true) {
            try {
                learned.add(lesson(point, measure, beforeMillis, stepMillis));
                return;
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                if (!told) {
                    LOG.warn("The history of {} cannot be read yet: {}", point.key(), e.toString());
                }
            }
            try {
                TimeUnit.SECONDS.sleep(AGAIN_AFTER_SECONDS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** The next that has been learned; null: none is ready. */
    @Nullable
    Lesson poll() {
        return learned.poll();
    }

    /** What came since it was asked for; nothing waits for it any more. */
    Queue<SeriesPoint> arrived(Lesson lesson) {
        Queue<SeriesPoint> points = waiting.remove(lesson.asked.key());
        return points == null ? new ArrayDeque<>() : points;
    }

    @Override
    public void close() {
        if (asking != null) {
            asking.shutdownNow();
        }
        history.close();
    }
}
