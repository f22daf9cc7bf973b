package io.cityops.model.catalogue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
 * @param over how far {@link Aggregate#SUM} looks back; zero for the window itself
 * @param wall whether it has a tile on the wall
 * @param order of the tiles, ascending
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
        boolean wall,
        int order) {
    public Indicator {
        inputs = List.copyOf(inputs);
        bands = List.copyOf(bands);
    }

    public Optional<Band> bandOf(double value) {
        return bands.stream().filter(band -> band.contains(value)).findFirst();
    }
}
