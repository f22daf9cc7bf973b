package io.cityops.jobs.device;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;

/** The gateway's ticks: how far they have come, and when it was away. The same in every subtask; one thread's. */
final class Ticks {
    private static final long NEWEST = -1;
    private static final long KEPT_MILLIS = Duration.ofDays(1).toMillis();

    private final long gapMillis;
    private final BroadcastState<Long, Long> state;
    /** When the ticks resumed, and the last one before. */
    private final NavigableMap<Long, Long> gaps = new TreeMap<>();

    private long newest = Long.MIN_VALUE;

    /** @param state in which all of this is kept */
    Ticks(long gapMillis, BroadcastState<Long, Long> state) throws Exception {
        this.gapMillis = gapMillis;
        this.state = state;
        for (Map.Entry<Long, Long> each : state.entries()) {
            if (each.getKey() == NEWEST) {
                newest = each.getValue();
            } else {
                gaps.put(each.getKey(), each.getValue());
            }
        }
    }

    void take(long tick) throws Exception {
        if (tick <= newest) {
            return;
        }
        if (newest != Long.MIN_VALUE && tick - newest > gapMillis) {
            gaps.put(tick, newest);
            state.put(tick, newest);
            while (gaps.firstKey() < tick - KEPT_MILLIS) {
                state.remove(gaps.pollFirstEntry().getKey());
            }
        }
        newest = tick;
        state.put(NEWEST, tick);
    }

    /** The allowance after a moment, or after the last gap that fell into it: then nobody could be heard. */
    long deadline(long fromMillis, long allowanceMillis) {
        long base = fromMillis;
        for (Map.Entry<Long, Long> gap : gaps.tailMap(fromMillis, false).entrySet()) {
            if (gap.getValue() < base + allowanceMillis) {
                base = gap.getKey();
            }
        }
        return base + allowanceMillis;
    }
}
