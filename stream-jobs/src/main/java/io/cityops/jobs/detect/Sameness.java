package io.cityops.jobs.detect;

/**
 * How often a series repeats itself. A run of equal values is as unusual as it is improbable from what the series did so
 * far; a series of zeros at night does not count against itself.
 */
public class Sameness {
    /** No series is believed to repeat itself more rarely than this, so that no run under some seventy is an alarm. */
    private static final double LEAST_SHARE = 0.9;

    private static final double MOST_SHARE = 0.999;

    public double value = Double.NaN;
    public long sinceMillis;
    /** Repetitions up to now. */
    public int run;

    /** Values before this one, and how many of them were repeated. */
    public int values;

    public int repeated;
    /** Their repetitions, and how many of those were not the last. */
    public int repetitions;

    public int prolonged;
    /** What the present run was told of with; 0: it was not. It is told once, however long it becomes. */
    public double told;

    /** @return in spreads: as far out as a value of the run's probability; 0 where nothing can be said */
    double take(double next, long atMillis, Sensitivity sensitivity) {
        if (next != value) {
            learn();
            value = next;
            sinceMillis = atMillis;
            run = 0;
            told = 0;
            return 0;
        }
        run++;
        if (told > 0) {
            return told;
        }
        if (values <= sensitivity.probation()) {
            return 0;
        }
        double begins = share(repeated, values);
        double goesOn = share(prolonged, repetitions);
        return Math.sqrt(-2 * (Math.log(begins) + (run - 1) * Math.log(goesOn)));
    }

    /** Only when the run is over: while it lasts it must not make itself seem usual. */
    private void learn() {
        if (Double.isNaN(value)) {
            return;
        }
        values++;
        if (run > 0) {
            repeated++;
            repetitions += run;
            prolonged += run - 1;
        }
    }

    private static double share(int times, int of) {
        return Math.max(LEAST_SHARE, Math.min(MOST_SHARE, (times + 1.0) / (of + 2.0)));
    }
}
