package io.cityops.jobs.indicator;

import io.cityops.jobs.intake.DeviceReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Slices of one area that were not sent on yet, by minute and whether they are late, and by the formula's number. */
final class AreaSums {
    final String area;
    final String drill;
    private final List<Formula> formulas;
    private final Map<Long, @Nullable Slice[]> minutes = new HashMap<>();
    /** Those asked for last: most readings are of the same minute. */
    private long newestKey = Long.MIN_VALUE;

    private @Nullable Slice[] newest = {};

    AreaSums(String area, String drill, List<Formula> formulas) {
        this.area = area;
        this.drill = drill;
        this.formulas = formulas;
    }

    boolean isOf(DeviceReport report) {
        return area.equals(report.area) && drill.equals(report.drill);
    }

    boolean isEmpty() {
        return minutes.isEmpty();
    }

    Slice slice(int number, long minuteMillis, boolean late) {
        long key = minuteMillis + (late ? 1 : 0);
        if (key != newestKey) {
            newest = minutes.computeIfAbsent(key, minute -> new Slice[formulas.size()]);
            newestKey = key;
        }
        Slice slice = newest[number];
        if (slice == null) {
            slice = Slice.of(formulas.get(number), minuteMillis, late);
            newest[number] = slice;
        }
        return slice;
    }

    void addAll(AreaSums inside) {
        for (@Nullable Slice[] slices : inside.minutes.values()) {
            for (int number = 0; number < slices.length; number++) {
                Slice slice = slices[number];
                if (slice != null) {
                    slice(number, slice.minuteMillis, slice.late).add(slice, formulas.get(number).aggregator);
                }
            }
        }
    }

    AreaDelta delta() {
        AreaDelta delta = new AreaDelta();
        delta.area = area;
        delta.drill = drill;
        delta.slices = new ArrayList<>();
        for (@Nullable Slice[] slices : minutes.values()) {
            for (Slice slice : slices) {
                if (slice != null) {
                    delta.slices.add(slice);
                }
            }
        }
        return delta;
    }

    void clear() {
        minutes.clear();
        newestKey = Long.MIN_VALUE;
        newest = new Slice[0];
    }
}
