package io.cityops.jobs.device;

import io.cityops.jobs.device.DeviceRecord.LastValue;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.Measure;
import io.cityops.model.telemetry.Quality;

/**
 * Flags what is not to be believed of a report, or to be known about it, by what the device said before. Values of an
 * observation older than the device's newest are judged by themselves only: what came between is not known.
 */
final class Doubts {
    private static final double GAP_INTERVALS = 2.5;

    private Doubts() {}

    /** @return how many values are doubted */
    static int examine(DeviceReport report, Shape shape, DeviceRecord device) {
        boolean hasOwnTime = !Quality.has(report.quality, Quality.GATEWAY_TIME);
        if (hasOwnTime && device.clock.isOff(report.observedAtMillis, report.receivedAtMillis)) {
            report.quality |= Quality.CLOCK_SKEW;
        }
        boolean first = device.newestObservedMillis == DeviceRecord.NEVER;
        long step = first ? 0 : report.observedAtMillis - device.newestObservedMillis;
        if (!first && step == 0 && report.seq != device.newestSeq) {
            report.quality |= Quality.DUPLICATE;
        } else if (step > GAP_INTERVALS * report.expectedIntervalMillis) {
            report.quality |= Quality.GAP;
        }
        int doubted = 0;
        for (int i = 0; i < report.measures.length; i++) {
            Measure.Doubt doubt = shape.doubts[i];
            if (doubt != null) {
                int flags = examine(report, i, doubt, device, first || step > 0);
                if (flags != 0) {
                    report.doubt(i, flags);
                    doubted++;
                }
            }
        }
        return doubted;
    }

    private static int examine(
            DeviceReport report, int index, Measure.Doubt doubt, DeviceRecord device, boolean isNewest) {
        double value = report.values[index];
        int flags = doubt.isSuspicious(value) ? Quality.SUSPICIOUS : 0;
        if (!isNewest) {
            return flags;
        }
        LastValue last = device.lastValue(report.measures[index], index);
        if (value != last.value) {
            if (Math.abs(value - last.value) > doubt.jump()) {
                flags |= Quality.JUMP;
            }
            last.value = value;
            last.sinceMillis = report.observedAtMillis;
        } else if (doubt.stuckAfter().isPositive()
                && report.observedAtMillis - last.sinceMillis
                        >= doubt.stuckAfter().toMillis()) {
            flags |= Quality.STUCK;
        }
        return flags;
    }
}
