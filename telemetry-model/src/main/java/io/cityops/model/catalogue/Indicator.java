package io.cityops.model.catalogue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A figure that the city watches, for every area.
 *
 * @param id {@code sector.name}
 * @param formula in words, for people
 * @param unit as shown to people; empty for a number without one
 * @param inputs measure ids, in the order that {@link Aggregate} wants
 * @param coverageFloor the share of expected devices, in [0,1], under which the value is insufficient
 * @param bands ascending and without gaps; empty when no value is better than another
 * @param target the value to reach, in the unit; null when there is none
 * @param over how far a value looks back from its window's end, where that is longer than the window
 * @param parameters numbers that the aggregate is told, by name
 * @param parts of a {@link Aggregate#COMPOSITE}; empty for others
 * @param wall whether it has a tile on the wall
 * @param order of the tiles, ascending
 * @param goals what the city's programmes want it to reach, by when; the nearest first
 */
public record Indicator(
        String id,
        String sector,
        Text name,
        Text formula,
        Text unit,
        int precision,
        Aggregate aggregate,
        List<String> inputs,
        Across across,
        double coverageFloor,
        List<Band> bands,
        @Nullable Double target,
        Duration over,
        Map<String, Double> parameters,
        List<Part> parts,
        boolean wall,
        int order,
        List<Goal> goals) {
    public Indicator {
        inputs = List.copyOf(inputs);
        bands = List.copyOf(bands);
        parameters = Map.copyOf(parameters);
        parts = List.copyOf(parts);
        goals = List.copyOf(goals);
    }

    /**
     * Another indicator's share in a composite one. Its value scores 100 at {@code best} and 0 at {@code worst}, in
     * proportion between them and no more beyond.
     */
    public record Part(String indicator, double weight, double best, double worst) {
        public double score(double value) {
            return Math.min(100, Math.max(0, 100 * (value - worst) / (best - worst)));
        }
    }

    /**
     * A value to reach by the end of a day.
     *
     * @param weight the indicator by which areas count in it; null: by their population
     */
    public record Goal(LocalDate by, double value, @Nullable String weight) {}

    /**
     * Tells by what its sums are made: while it stays the same, sums that were made before a change of the catalogue go on.
     * Never 0. How far a value looks back, its bands and its parts are not in it, since they only read those sums.
     */
    public int definition() {
        StringBuilder words =
                new StringBuilder(aggregate.tag()).append('|').append(across).append('|');
        inputs.forEach(input -> words.append(input).append(','));
        new TreeMap<>(parameters)
                .forEach((name, value) ->
                        words.append('|').append(name).append('=').append(value));
        int hash = words.toString().hashCode();
        return hash == 0 ? 1 : hash;
    }

    public double parameter(String name) {
        return parameters.getOrDefault(name, Double.NaN);
    }

    public Optional<Band> bandOf(double value) {
        return bands.stream().filter(band -> band.contains(value)).findFirst();
    }
}
