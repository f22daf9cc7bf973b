package io.cityops.jobs.indicator;

import io.cityops.jobs.aggregate.Aggregator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Slices of an area that its windows have not taken in yet, those of one indicator and minute as one: each that is taken in
 * touches windows of every length.
 */
final class Incoming {
    private final Map<String, Slice> newest = new HashMap<>();
    private List<Slice> slices = new ArrayList<>();

    /** @param slice not to be used by the caller any more */
    void add(Slice slice, Aggregator aggregator) {
        Slice before = newest.get(slice.indicator);
        if (before != null && before.isOfSameMinute(slice)) {
            before.add(slice, aggregator);
        } else {
            slices.add(slice);
            newest.put(slice.indicator, slice);
        }
    }

    boolean isEmpty() {
        return slices.isEmpty();
    }

    List<Slice> take() {
        List<Slice> taken = slices;
        slices = new ArrayList<>();
        newest.clear();
        return taken;
    }
}
