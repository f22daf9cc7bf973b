package io.cityops.model.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a partly refused message is stored already, so that a replay adds the rest and nothing twice: one line an
 * observation, {@code device observedAtMillis seq measure,measure}; a counter is written {@code measure#source}.
 */
public final class StoredParts {
    private final Set<String> parts = new HashSet<>();

    private StoredParts() {}

    public static StoredParts parse(String lines) {
        StoredParts stored = new StoredParts();
        for (String line : lines.split("\n", -1)) {
            int measures = line.lastIndexOf(' ');
            if (measures > 0) {
                for (String measure : line.substring(measures + 1).split(",", -1)) {
                    stored.parts.add(line.substring(0, measures) + " " + measure);
                }
            }
        }
        return stored;
    }

    public static String of(List<Telemetry> messages) {
        StringBuilder lines = new StringBuilder();
        for (Telemetry telemetry : messages) {
            for (Observation observation : telemetry.observations()) {
                List<String> measures = new ArrayList<>(Arrays.asList(observation.measures()));
                observation.counts().forEach(count -> measures.add(name(count)));
                lines.append(place(telemetry, observation))
                        .append(' ')
                        .append(String.join(",", measures))
                        .append('\n');
            }
        }
        return lines.toString();
    }

    /** What of the message is not stored yet; null when all of it is. */
    public @Nullable Telemetry without(Telemetry telemetry) {
        List<Observation> rest = new ArrayList<>();
        for (Observation observation : telemetry.observations()) {
            Observation left = without(place(telemetry, observation), observation);
            if (left != null) {
                rest.add(left);
            }
        }
        return rest.isEmpty() ? null : telemetry.with(rest);
    }

    private @Nullable Observation without(String place, Observation observation) {
        int count = 0;
        String[] measures = new String[observation.measures().length];
        double[] values = new double[measures.length];
        for (int i = 0; i < measures.length; i++) {
            if (!parts.contains(place + " " + observation.measures()[i])) {
                measures[count] = observation.measures()[i];
                values[count++] = observation.values()[i];
            }
        }
        List<Count> counts = observation.counts().stream()
                .filter(each -> !parts.contains(place + " " + name(each)))
                .toList();
        return count == 0 && counts.isEmpty()
                ? null
                : new Observation(
                        observation.observedAtMillis(),
                        observation.seq(),
                        observation.quality(),
                        Arrays.copyOf(measures, count),
                        Arrays.copyOf(values, count),
                        counts);
    }

    private static String place(Telemetry telemetry, Observation observation) {
        return telemetry.deviceId() + " " + observation.observedAtMillis() + " " + observation.seq();
    }

    private static String name(Count count) {
        return count.measure() + "#"
                + count.source().replace(' ', '_').replace(',', '_').replace('\n', '_');
    }
}
