package io.cityops.jobs.alarm;

import io.cityops.model.catalogue.Condition;
import io.cityops.model.catalogue.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/**
 * The statements of all conditions about one measure of a type of devices, or about one indicator. From a value that lies between
 * the same thresholds as its source's value before they learn nothing: they are told of the source again only in time for it to
 * stay known. So what a value costs does not grow with the number of rules, unless it moves past one of their thresholds.
 */
final class Statements {
    /** Parts of the time for which a value is known: it is told again in each. */
    private static final int PARTS = 5;

    private static final long SILENCE_KNOWN_MILLIS = 24 * 3_600_000L;

    private final List<Statement> ofValues;
    /** They need every value: each may be what a later one has risen from. */
    private final List<Statement> ofChanges;
    /** Of {@link #ofValues}, ascending. */
    private final double[] thresholds;

    record Statement(Rule rule, Condition.Leaf leaf) {}

    /** What they know of one source; not kept in checkpoints, since telling it again changes nothing. */
    static final class Told {
        private long newestMillis = Long.MIN_VALUE;
        private double value;
        /** Where the value lies among the thresholds. */
        private int place;

        private long receivedAtMillis = Long.MIN_VALUE;
        /** From this moment of receipt on some of them must be told again. */
        private long againAtMillis = Long.MIN_VALUE;
    }

    Statements(List<Statement> statements) {
        ofValues =
                statements.stream().filter(each -> each.leaf.change().isZero()).toList();
        ofChanges =
                statements.stream().filter(each -> !each.leaf.change().isZero()).toList();
        thresholds = ofValues.stream()
                .flatMapToDouble(each -> DoubleStream.of(each.leaf.set(), each.leaf.clear()))
                .sorted()
                .distinct()
                .toArray();
    }

    /**
     * Until when a value, or a silence, is known that was told: as long after the end of the part of that time in which it was
     * received as its statement says. All values of a part are known until the same moment, so it is enough to tell of one.
     */
    static long knownUntil(Condition.Leaf leaf, long receivedAtMillis) {
        return leaf.looks() == Condition.Looks.SILENT
                ? receivedAtMillis + SILENCE_KNOWN_MILLIS
                : endOfPart(leaf, receivedAtMillis) + leaf.known().toMillis();
    }

    private static long endOfPart(Condition.Leaf leaf, long receivedAtMillis) {
        long part = Math.max(1, leaf.known().toMillis() / PARTS);
        return Math.floorDiv(receivedAtMillis, part) * part + part;
    }

    /** Whether some of them must be told of a value; those older than the newest say nothing about the present. */
    boolean isNews(Told told, double value, long atMillis, long receivedAtMillis) {
        if (atMillis < told.newestMillis) {
            return false;
        }
        told.newestMillis = atMillis;
        return receivedAtMillis >= told.againAtMillis || place(value) != told.place || !ofChanges.isEmpty();
    }

    private int place(double value) {
        return Arrays.binarySearch(thresholds, value);
    }

    /** @param news a value that {@link #isNews} */
    void tell(Told told, double news, long receivedAtMillis, Consumer<Statement> to) {
        long again = Long.MAX_VALUE;
        for (Statement each : ofValues) {
            long end = endOfPart(each.leaf, receivedAtMillis);
            again = Math.min(again, end);
            if (told.receivedAtMillis == Long.MIN_VALUE
                    || endOfPart(each.leaf, told.receivedAtMillis) != end
                    || side(each.leaf, told.value) != side(each.leaf, news)) {
                to.accept(each);
            }
        }
        ofChanges.forEach(to);
        told.value = news;
        told.place = place(news);
        told.receivedAtMillis = receivedAtMillis;
        told.againAtMillis = again;
    }

    /** Whether a statement holds, does not, or stays as it was (0) with a value, whatever was before. */
    private static int side(Condition.Leaf leaf, double value) {
        boolean holds = leaf.holds(value, false);
        return holds == leaf.holds(value, true) ? holds ? 1 : -1 : 0;
    }
}
