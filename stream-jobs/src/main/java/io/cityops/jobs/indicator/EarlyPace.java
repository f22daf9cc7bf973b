package io.cityops.jobs.indicator;

import io.cityops.jobs.Timing;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * When an area's early values are sent: a moment after the first change, and not more often than so. The wall clock
 * decides only when; what is sent depends on event time alone. Keyed state; gone once sent.
 */
final class EarlyPace {
    private final long firstMillis;
    private final long everyMillis;
    private final ValueState<Long> due;
    private final ValueState<Long> last;

    EarlyPace(Timing timing, RuntimeContext context) {
        this.firstMillis = timing.firstEarly().toMillis();
        this.everyMillis = timing.earlyEvery().toMillis();
        this.due = context.getState(new ValueStateDescriptor<>("early-due", Types.LONG));
        this.last = context.getState(new ValueStateDescriptor<>("early-last", Types.LONG));
    }

    void changed(TimerService timers) throws Exception {
        if (due.value() != null) {
            return;
        }
        Long before = last.value();
        long now = timers.currentProcessingTime();
        long at = Math.max(now + firstMillis, before == null ? 0 : Math.min(before, now) + everyMillis);
        due.update(at);
        timers.registerProcessingTimeTimer(at);
    }

    void sent(long atMillis) throws Exception {
        due.clear();
        last.update(atMillis);
    }

    void forget() {
        last.clear();
    }
}
