package io.cityops.simulators.load;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** One kind of latency over a run, in microseconds: recorded by any thread, taken second by second by one. */
final class Latencies {
    private static final int DIGITS = 3;

    private final Recorder recorder = new Recorder(DIGITS);
    private final Histogram total = new Histogram(DIGITS);
    private @Nullable Histogram recycled;

    void record(long nanos) {
        recorder.recordValue(Math.max(0, nanos / 1_000));
    }

    /** What was recorded since the last call; valid until the next. */
    Histogram takeInterval() {
        Histogram interval = recorder.getIntervalHistogram(recycled);
        recycled = interval;
        total.add(interval);
        return interval;
    }

    /** Everything that was taken. */
    Histogram total() {
        return total;
    }
}
