package io.cityops.jobs.alarm;

import io.cityops.jobs.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Notices, by the stream's time, that a device has not been heard for one and a half of its intervals and 5 s, and that
 * it is back. While the gateway was away nobody could be heard: each device gets the whole time anew once the ticks
 * resume. A device that was never heard is not silent but unknown.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
public final class DeviceSilence extends KeyedBroadcastProcessFunction<String, DeviceSign, Long, Presence> {
    /** For the rules of kind silence. */
    public static final OutputTag<SilenceSign> SIGNS =
            new OutputTag<>("silence", TypeInformation.of(SilenceSign.class));

    /** When the gateway's ticks resumed after a gap, and under {@link #NEWEST} the newest tick. */
    public static final MapStateDescriptor<Long, Long> TICKS =
            new MapStateDescriptor<>("ticks", Types.LONG, Types.LONG);

    private static final long NEWEST = -1;
    private static final long GRACE_MILLIS = Duration.ofSeconds(5).toMillis();
    private static final long GAPS_KEPT_MILLIS = Duration.ofDays(1).toMillis();
    private static final long PRESENCE_BEHIND_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Timing timing;
    private transient HeapState<HeardDevice> heard;

    public DeviceSilence(Timing timing) {
        this.timing = timing;
    }

    @Override
    public void open(OpenContext context) {
        heard = new HeapState<>(getRuntimeContext()
                .getState(new ValueStateDescriptor<>("heard", TypeInformation.of(HeardDevice.class))));
    }

    /** @param currentKey sets the operator's current key */
    void writeChanged(Consumer<String> currentKey) throws Exception {
        heard.writeChanged(currentKey);
    }

    @Override
    public void processBroadcastElement(Long tick, Context context, Collector<Presence> out) throws Exception {
        BroadcastState<Long, Long> ticks = context.getBroadcastState(TICKS);
        Long newest = ticks.get(NEWEST);
        if (newest != null && tick <= newest) {
            return;
        }
        if (newest != null && tick - newest > timing.tickGap().toMillis()) {
            ticks.put(tick, newest);
            forgetOldGaps(ticks, tick);
        }
        ticks.put(NEWEST, tick);
    }

    private static void forgetOldGaps(BroadcastState<Long, Long> ticks, long now) throws Exception {
        List<Long> old = new ArrayList<>();
        for (Map.Entry<Long, Long> gap : ticks.entries()) {
            if (gap.getKey() != NEWEST && gap.getKey() < now - GAPS_KEPT_MILLIS) {
                old.add(gap.getKey());
            }
        }
        for (Long resumed : old) {
            ticks.remove(resumed);
        }
    }

    @Override
    public void processElement(DeviceSign sign, ReadOnlyContext context, Collector<Presence> out) throws Exception {
        if (sign.removed) {
            heard.clear(sign.deviceId);
            return;
        }
        HeardDevice device = heard.value(sign.deviceId);
        if (device == null) {
            device = new HeardDevice();
        } else if (sign.receivedAtMillis < device.last.receivedAtMillis) {
            return;
        }
        device.last = sign;
        if (device.silent) {
            device.silent = false;
            context.output(
                    SIGNS, SilenceSign.of(sign, false, Math.max(sign.receivedAtMillis, device.silentSinceMillis + 1)));
            write(device, out);
        } else if (sign.receivedAtMillis - device.writtenAtMillis >= presenceEveryMillis(context)) {
            write(device, out);
        }
        if (device.checkAtMillis == 0) {
            check(device, sign.receivedAtMillis + allowanceMillis(sign), context);
        }
        heard.update(sign.deviceId, device);
    }

    /** A stream that works off the past tells less often of it. */
    private long presenceEveryMillis(ReadOnlyContext context) {
        long usual = timing.presenceEvery().toMillis();
        return timing.isCatchingUp(context.currentWatermark(), context.currentProcessingTime())
                ? Math.max(usual, PRESENCE_BEHIND_MILLIS)
                : usual;
    }

    private static long allowanceMillis(DeviceSign sign) {
        return sign.expectedIntervalMillis + sign.expectedIntervalMillis / 2 + GRACE_MILLIS;
    }

    private void check(HeardDevice device, long streamMillis, ReadOnlyContext context) {
        device.checkAtMillis = streamMillis;
        context.timerService().registerEventTimeTimer(timing.timerAt(streamMillis));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Presence> out) throws Exception {
        HeardDevice device = heard.value(context.getCurrentKey());
        if (device == null || timing.streamNow(timestamp) != device.checkAtMillis) {
            return;
        }
        long deadline = deadline(device.last, context.getBroadcastState(TICKS));
        if (deadline > device.checkAtMillis) {
            check(device, deadline, context);
        } else {
            device.checkAtMillis = 0;
            device.silent = true;
            device.silentSinceMillis = deadline;
            context.output(SIGNS, SilenceSign.of(device.last, true, deadline));
            write(device, out);
        }
        heard.update(context.getCurrentKey(), device);
    }

    /** The allowance after the last sign, or after the last gap in the ticks that fell into it. */
    private static long deadline(DeviceSign last, ReadOnlyBroadcastState<Long, Long> ticks) throws Exception {
        NavigableMap<Long, Long> gaps = new TreeMap<>();
        for (Map.Entry<Long, Long> gap : ticks.immutableEntries()) {
            if (gap.getKey() != NEWEST) {
                gaps.put(gap.getKey(), gap.getValue());
            }
        }
        long base = last.receivedAtMillis;
        for (Map.Entry<Long, Long> gap : gaps.tailMap(base, false).entrySet()) {
            if (gap.getValue() < base + allowanceMillis(last)) {
                base = gap.getKey();
            }
        }
        return base + allowanceMillis(last);
    }

    private static void write(HeardDevice device, Collector<Presence> out) {
        device.writtenAtMillis = device.last.receivedAtMillis;
        out.collect(Presence.of(device.last, device.silent));
    }
}
