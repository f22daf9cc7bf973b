package io.cityops.jobs.detect;

import java.util.Arrays;

/** What the parts found of one observation, by slot. */
final class Findings {
    private static final double MOST = 1_000;

    /** How far from what is usual, in the part's own unit, at least 0. */
    final double[] departures = new double[Part.SLOTS];
    /** The same in spreads, with sign; 0 where too little is known to judge. */
    final double[] deviations = new double[Part.SLOTS];

    void clear() {
        Arrays.fill(departures, 0);
        Arrays.fill(deviations, 0);
    }

    /** @param spread 0: not known well enough */
    void put(int slot, double departure, double spread) {
        departures[slot] = Math.abs(departure);
        deviations[slot] = spread == 0 ? 0 : Math.max(-MOST, Math.min(MOST, departure / spread));
    }
}
