package io.cityops.jobs.alarm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known in one area of the statements of one rule. There may be as many sources as the area has devices, and each message
 * asks: so who holds is counted, not looked for.
 */
public class KnownFacts {
    private static final char SEPARATOR = '|';

    /** By {@code place|source}; changed by the methods only. */
    public Map<String, Known> bySource = new HashMap<>();
    /** The same by the statement's place; null: to be worked out, since it was not kept. */
    private transient Sources @Nullable [] byPlace;
    /** Of the condition that it is of: another one begins anew. */
    public int whenHash;

    public String area = "";
    public String drill = "";
    /** The next time at which something is no longer known, in stream time; 0: no timer. */
    public long checkAtMillis;
    /** When the newest was true, and when the stream learned of it. */
    public long atMillis = Long.MIN_VALUE;

    public long receivedAtMillis = Long.MIN_VALUE;

    /** What the alarms were told last: above 0 that it holds, below 0 that it does not, 0: nothing yet. */
    public double told;

    public long toldAtMillis = Long.MIN_VALUE;

    /** Of a sequence: which steps hold, as far as is known. */
    public boolean[] standing = {};
    /** Of a sequence: which statements hold, as far as is known. */
    public boolean[] holding = {};
    /** Of a sequence: which steps began lately, a few of each. */
    public List<Beginning> begun = new ArrayList<>();

    /** Those that say something of one statement. */
    private static final class Sources {
        private final Map<String, Known> byName = new HashMap<>();
        private int holding;

        private void add(String name, Known known) {
            byName.put(name, known);
            holding += known.holds ? 1 : 0;
        }
    }

    private Sources sources(int place) {
        Sources[] index = byPlace;
        if (index == null) {
            index = new Sources[0];
            for (Map.Entry<String, Known> each : bySource.entrySet()) {
                int separator = each.getKey().indexOf(SEPARATOR);
                int its = Integer.parseInt(each.getKey().substring(0, separator));
                index = with(index, its);
                index[its].add(each.getKey().substring(separator + 1), each.getValue());
            }
        }
        index = with(index, place);
        byPlace = index;
        return index[place];
    }

    private static Sources[] with(Sources[] index, int place) {
        if (place < index.length) {
            return index;
        }
        Sources[] longer = Arrays.copyOf(index, place + 1);
        for (int i = index.length; i <= place; i++) {
            longer[i] = new Sources();
        }
        return longer;
    }

    /** What this source said last of the statement at this place; it is known from now on. */
    Known source(int place, String name) {
        Sources sources = sources(place);
        Known known = sources.byName.get(name);
        if (known == null) {
            known = new Known();
            sources.add(name, known);
            bySource.put(place + "|" + name, known);
        }
        return known;
    }

    void hold(int place, Known known, boolean holds) {
        sources(place).holding += (holds ? 1 : 0) - (known.holds ? 1 : 0);
        known.holds = holds;
    }

    /** How many say something of the statement at this place. */
    int asked(int place) {
        return sources(place).byName.size();
    }

    /** For how many of them it holds. */
    int holding(int place) {
        return sources(place).holding;
    }

    /** Forgets what is known until then. Returns whether there was anything. */
    boolean forget(long nowMillis) {
        begun.removeIf(each -> each.untilMillis <= nowMillis);
        boolean forgotten = bySource.values().removeIf(each -> each.untilMillis <= nowMillis);
        if (forgotten) {
            byPlace = null;
        }
        return forgotten;
    }

    /** The first moment at which something is no longer known; {@link Long#MAX_VALUE}: nothing is. */
    long firstForgotten() {
        return LongStream.concat(
                        bySource.values().stream().mapToLong(each -> each.untilMillis),
                        begun.stream().mapToLong(each -> each.untilMillis))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** One source's newest value for one statement. */
    public static class Known {
        public boolean holds;
        public long atMillis;
        /** Until when it is known, in stream time. */
        public long untilMillis;
        /** Where the statement is of a change: what {@link Change} remembers. */
        public Map<Long, Double> extremes = new HashMap<>();
    }
}
