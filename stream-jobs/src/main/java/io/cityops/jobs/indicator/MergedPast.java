package io.cityops.jobs.indicator;

import io.cityops.jobs.aggregate.Aggregator;
import java.util.List;

/**
 * The numbers of some windows, merged; merged again only when one of them has changed. A value that looks back over hours is
 * computed each second, while of its windows only the last one changes.
 */
final class MergedPast {
    private Tally[] tallies = {};
    /** What each had when it was merged; it only grows. */
    private int[] readings = {};

    private Numbers merged = new Numbers();

    /** Not to be changed. */
    Numbers merged(List<Tally> wanted, Aggregator aggregator) {
        if (!isOf(wanted)) {
            tallies = wanted.toArray(Tally[]::new);
            readings = wanted.stream().mapToInt(tally -> tally.readings).toArray();
            merged = new Numbers();
            for (Tally tally : tallies) {
                merged.add(tally.numbers, aggregator);
            }
        }
        return merged;
    }

    private boolean isOf(List<Tally> wanted) {
        if (tallies.length != wanted.size()) {
            return false;
        }
        for (int i = 0; i < tallies.length; i++) {
            if (!tallies[i].equals(wanted.get(i)) || readings[i] != tallies[i].readings) {
                return false;
            }
        }
        return true;
    }
}
