package io.cityops.jobs.intake;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time by the gateway's clock, for each partition: its newest received time minus the lag. The gateway ticks on
 * every partition, so time goes on when devices are silent, stands still while the gateway is away, and no device's
 * clock can push or hold it.
 */
public final class ReceivedTime implements WatermarkGenerator<Arrival> {
    private final long lagMillis;
    private long newestMillis = Long.MIN_VALUE;

    private ReceivedTime(long lagMillis) {
        this.lagMillis = lagMillis;
    }

    public static WatermarkStrategy<Arrival> behindBy(Duration lag) {
        long lagMillis = lag.toMillis();
        return WatermarkStrategy.<Arrival>forGenerator(context -> new ReceivedTime(lagMillis))
                .withTimestampAssigner((arrival, recordMillis) -> arrival.receivedAtMillis);
    }

    /** For the registry, which is true from now on and knows no event time: it holds nobody back. */
    public static <T> WatermarkStrategy<T> timeless() {
        return WatermarkStrategy.<T>forGenerator(context -> new Timeless<>())
                .withTimestampAssigner((element, recordMillis) -> Long.MIN_VALUE);
    }

    @Override
    public void onEvent(Arrival arrival, long eventMillis, WatermarkOutput output) {
        if (arrival.foreign == null) {
            newestMillis = Math.max(newestMillis, arrival.receivedAtMillis);
        }
    }

    /** Minus one: a watermark says that nothing at its own time comes any more. */
    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (newestMillis != Long.MIN_VALUE) {
            output.emitWatermark(new Watermark(newestMillis - lagMillis - 1));
        }
    }

    private static final class Timeless<T> implements WatermarkGenerator<T> {
        @Override
        public void onEvent(T element, long eventMillis, WatermarkOutput output) {
            output.emitWatermark(Watermark.MAX_WATERMARK);
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.emitWatermark(Watermark.MAX_WATERMARK);
        }
    }
}
