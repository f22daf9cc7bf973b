package io.cityops.jobs.device;

import io.cityops.jobs.JobMeter;
import io.cityops.jobs.intake.CounterStand;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.intake.RejectedRow;
import io.cityops.model.telemetry.Quality;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Turns a device's counters into how much was counted since it last told. Behind the removal of copies, so that a redelivery
 * counts nothing; what it remembers is part of the checkpoint, so that neither does a crash. Decision 10 says where it is
 * wrong, and what that costs.
 *
 * <ul>
 *   <li>The first count, and one after a longer gap than the catalogue allows, say nothing: they are where counting begins.
 *   <li>A count below the last one: the counter has wrapped, where the catalogue says at what and both lie near it; else it
 *       was reset and has counted that much since, at least.
 *   <li>A count that is older than the last one changes nothing: what it counted is in the newer one.
 * </ul>
 */
final class Increments {
    /** More than any device has; the oldest is forgotten when there is one more. */
    private static final int MAX_COUNTERS = 256;

    private final Counter begins;
    private final Counter resets;
    private final Counter refused;

    Increments(MetricGroup meters) {
        begins = JobMeter.COUNTER_BEGINS.of(meters);
        resets = JobMeter.COUNTER_RESETS.of(meters);
        refused = JobMeter.INCREMENTS_REFUSED.of(meters);
    }

    /** Adds to the report what its counters have counted; what no such device can have counted is refused. */
    void count(DeviceReport report, DeviceRecord device, Consumer<RejectedRow> refusals) {
        Map<String, Double> counted = new LinkedHashMap<>();
        for (CounterStand stand : report.counters) {
            double increment = increment(stand, report, device, refusals);
            if (!Double.isNaN(increment)) {
                counted.merge(stand.measure, increment, Double::sum);
            }
        }
        report.counted(counted);
    }

    /** NaN: nothing can be said. */
    private double increment(
            CounterStand stand, DeviceReport report, DeviceRecord device, Consumer<RejectedRow> refusals) {
        CounterMemory before = device.counters.get(stand.key());
        if (before != null && report.observedAtMillis < before.observedAtMillis) {
            return Double.NaN;
        }
        remember(stand, report, device);
        if (before == null || report.observedAtMillis - before.observedAtMillis > stand.maxGapMillis) {
            begins.inc();
            return Double.NaN;
        }
        double increment = stand.value - before.value;
        if (increment < 0) {
            boolean wrapped =
                    stand.wrapsAt > 0 && before.value >= stand.wrapsAt * 3 / 4 && stand.value <= stand.wrapsAt / 4;
            increment = wrapped ? increment + stand.wrapsAt : stand.value;
            if (!wrapped) {
                resets.inc();
                report.quality |= Quality.AFTER_RESET;
            }
        }
        if (increment > stand.maxIncrement) {
            refused.inc();
            refusals.accept(RejectedRow.incredible(report, stand, before.value, increment));
            return Double.NaN;
        }
        return increment;
    }

    private static void remember(CounterStand stand, DeviceReport report, DeviceRecord device) {
        CounterMemory now = new CounterMemory();
        now.value = stand.value;
        now.observedAtMillis = report.observedAtMillis;
        device.counters.put(stand.key(), now);
        if (device.counters.size() > MAX_COUNTERS) {
            device.counters.entrySet().stream()
                    .min(Map.Entry.comparingByValue((a, b) -> Long.compare(a.observedAtMillis, b.observedAtMillis)))
                    .map(Map.Entry::getKey)
                    .ifPresent(device.counters::remove);
        }
    }
}
