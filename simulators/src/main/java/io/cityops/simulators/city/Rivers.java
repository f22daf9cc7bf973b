package io.cityops.simulators.city;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Water levels along the tidal rivers, each reach with its own delay, range and mean against Phú An. */
final class Rivers {
    /**
     * @param lagMillis after Phú An; negative nearer the sea
     * @param range against the range at Phú An
     * @param meanM mean level, metres above the national datum
     */
    private record Reach(long lagMillis, double range, double meanM) {}

    private static final Reach MOUTH = new Reach(0, 0.9, 0.1);

    private final Map<String, Reach> reaches = new LinkedHashMap<>();
    private final Dice dice;

    Rivers(Dice dice) {
        this.dice = dice.of("rivers");
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
    Collection<String> riversideAreas() {
        return reaches.keySet();
    }

    /** Metres above the national datum. */
    double levelM(String area, long atMillis) {
        Reach reach = reaches.getOrDefault(area, MOUTH);
        double swell = 0.02
                * dice.drift(Dice.keyOf(area), atMillis, Duration.ofHours(3).toMillis());
        return reach.meanM + reach.range * (Tide.levelM(atMillis - reach.lagMillis) - Tide.MEAN_M) + swell;
    }
}
