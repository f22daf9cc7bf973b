package io.cityops.jobs.rehearse;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.clock.Clock;

/**
 * The wall clock that operators see in a rehearsal: it stands at the moment of receipt of the newest record, so that what they
 * do by the clock, such as sending early figures, falls where it fell live. One thread's.
 */
final class RecordedClock extends Clock implements ProcessingTimeService {
    private final PriorityQueue<Due> due = new PriorityQueue<>(
            Comparator.comparingLong((Due each) -> each.atMillis).thenComparingLong(each -> each.place));
    private long nowMillis;
    private long places;

    private static final class Due extends CompletableFuture<Void> implements ScheduledFuture<Void> {
        private final long atMillis;
        private final long place;
        private final ProcessingTimeCallback callback;

        private Due(long atMillis, long place, ProcessingTimeCallback callback) {
            this.atMillis = atMillis;
            this.place = place;
            this.callback = callback;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException("the clock stands between two records");
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(atMillis, ((Due) other).atMillis);
        }
    }

    /** Lets the time pass and calls who asked for it, each at its own moment. */
    void advance(long millis) throws Exception {
        for (Due next = due.peek(); next != null && next.atMillis <= millis; next = due.peek()) {
            due.remove();
            nowMillis = Math.max(nowMillis, next.atMillis);
            if (!next.isCancelled()) {
                next.callback.onProcessingTime(next.atMillis);
            }
        }
        nowMillis = Math.max(nowMillis, millis);
    }

    @Override
    public ScheduledFuture<?> registerTimer(long atMillis, ProcessingTimeCallback callback) {
        Due timer = new Due(atMillis, places++, callback);
        due.add(timer);
        return timer;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(ProcessingTimeCallback callback, long delay, long period) {
        throw new UnsupportedOperationException("no operator of the city's job asks for it");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(ProcessingTimeCallback callback, long delay, long period) {
        throw new UnsupportedOperationException("no operator of the city's job asks for it");
    }

    @Override
    public CompletableFuture<Void> quiesce() {
        due.clear();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Clock getClock() {
        return this;
    }

    @Override
    public long absoluteTimeMillis() {
        return nowMillis;
    }

    @Override
    public long relativeTimeMillis() {
        return nowMillis;
    }

    @Override
    public long relativeTimeNanos() {
        return TimeUnit.MILLISECONDS.toNanos(nowMillis);
    }
}
