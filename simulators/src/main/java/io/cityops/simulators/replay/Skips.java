package io.cityops.simulators.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What of a recording is not played, counted by reason; of each reason the first few with their lines. */
final class Skips {
    private static final int EXAMPLES = 3;

    /** Why something is not played. */
    enum Reason {
        TIME_UNREADABLE,
        STATION_UNKNOWN,
        VALUE_UNREADABLE,
        NO_VALUES,
        SAME_STATION_AND_TIME;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
    private final Map<Reason, List<String>> examples = new EnumMap<>(Reason.class);

    void add(Reason reason, long line, String detail) {
        counts.merge(reason, 1, Integer::sum);
        List<String> few = examples.computeIfAbsent(reason, r -> new ArrayList<>());
        if (few.size() < EXAMPLES) {
            few.add("line " + line + ": " + detail);
        }
    }

    int count(Reason reason) {
        return counts.getOrDefault(reason, 0);
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** One line a reason. */
    List<String> report() {
        List<String> lines = new ArrayList<>();
        counts.forEach((reason, count) -> lines.add(reason.words() + " " + count + " ("
                + String.join("; ", examples.getOrDefault(reason, List.of())) + ")"));
        return lines;
    }
}
