package io.cityops.simulators.city;

import io.cityops.simulators.scenario.EventKind;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Water levels along the tidal rivers: the tide at Phú An with each reach's delay, range and mean, what the rivers bring
 * from upstream in the rainy season, a surge of wind and pressure over days, and what a scenario adds.
 */
final class Rivers {
    private static final double[] UPSTREAM_M = {0.02, 0, 0, 0, 0.01, 0.03, 0.05, 0.08, 0.12, 0.15, 0.10, 0.05};
    private static final double SURGE_M = 0.05;

    /**
     * @param lagMillis after Phú An; negative nearer the sea
     * @param range against the range at Phú An
     * @param meanM mean level, metres above the national datum
     */
    private record Reach(long lagMillis, double range, double meanM) {}

    private static final Reach MOUTH = new Reach(0, 0.9, 0.1);

    private final Map<String, Reach> reaches = new LinkedHashMap<>();
    private final Dice dice;
    private final Causes causes;

    Rivers(Dice dice, Causes causes) {
        this.dice = dice.of("rivers");
        this.causes = causes;
        for (String[] row : Table.rows("river-reaches.csv")) {
            reaches.put(
                    row[0],
                    new Reach(
                            Duration.ofMinutes(Long.parseLong(row[2])).toMillis(),
                            Double.parseDouble(row[3]),
                            Double.parseDouble(row[4])));
        }
    }

    /** Wards with a river to gauge, the most important first. */
    static Collection<String> riversideAreas() {
        return Table.rows("river-reaches.csv").stream().map(row -> row[0]).toList();
    }

    /** Metres above the national datum. */
    double levelM(Ward ward, long atMillis) {
        Reach reach = reaches.getOrDefault(ward.code(), MOUTH);
        double inland = Math.max(0, (1 - reach.range) * 4);
        double swell =
                0.02 * dice.drift(ward.key(), atMillis, Duration.ofHours(3).toMillis());
        double surge = SURGE_M * dice.drift(1, atMillis, Duration.ofHours(40).toMillis());
        return reach.meanM
                + reach.range * (Tide.levelM(atMillis - reach.lagMillis) - Tide.MEAN_M)
                + inland * CityTime.ofSeason(UPSTREAM_M, atMillis)
                + swell
                + surge
                + causes.scripted(EventKind.SURGE, ward, atMillis);
    }
}
