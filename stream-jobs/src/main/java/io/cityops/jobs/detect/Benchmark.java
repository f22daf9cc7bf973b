package io.cityops.jobs.detect;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The score of the Numenta Anomaly Benchmark 1.1, after its published description (A. Lavin, S. Ahmad, Evaluating
 * real-time anomaly detection algorithms, 2015): a window that is found earns more the earlier it is found, each false
 * row costs more the farther it is behind a window, the first 15 % of a series (at most 750 rows) do not count. 0 is a
 * detector that says nothing, 100 a perfect one.
 */
final class Benchmark {
    /** What found windows, missed ones and false rows weigh. */
    enum Profile {
        STANDARD("standard", 0.11, 1),
        LOW_FALSE_POSITIVES("low FP", 0.22, 1),
        LOW_FALSE_NEGATIVES("low FN", 0.11, 2);

        final String title;
        final double falseRow;
        final double missedWindow;

        Profile(String title, double falseRow, double missedWindow) {
            this.title = title;
            this.falseRow = falseRow;
            this.missedWindow = missedWindow;
        }
    }

    /** Rows {@code first} to {@code last}, both included, in which something was wrong. */
    record Window(int first, int last) {
        int rows() {
            return last - first + 1;
        }
    }

    /** A series' scores and its windows in order. */
    record Judged(double[] scores, List<Window> windows) {}

    /** The points of some series. */
    record Points(double raw, int windows, int found, int falseRows) {
        Points plus(Points other) {
            return new Points(
                    raw + other.raw, windows + other.windows, found + other.found, falseRows + other.falseRows);
        }

        /** NaN where there was nothing to find. */
        double normalised(Profile profile) {
            double nothingSaid = -profile.missedWindow * windows;
            return 100 * (raw - nothingSaid) / (windows - nothingSaid);
        }
    }

    private static final double PROBATION_SHARE = 0.15;
    private static final int LONGEST_PROBATION = 750;
    private static final double FAR_BEHIND = 3;
    private static final double BEST = value(-1);

    private Benchmark() {}

    static Points points(Judged series, double threshold, Profile profile) {
        double[] scores = series.scores();
        int probation = Math.min((int) Math.floor(PROBATION_SHARE * scores.length), LONGEST_PROBATION);
        double[] earned = new double[series.windows().size()];
        Arrays.fill(earned, -profile.missedWindow);
        double raw = 0;
        int falseRows = 0;
        int next = 0;
        for (int row = 0; row < scores.length; row++) {
            while (next < earned.length && row > series.windows().get(next).last()) {
                next++;
            }
            if (row < probation || scores[row] < threshold) {
                continue;
            }
            if (next < earned.length && row >= series.windows().get(next).first()) {
                Window window = series.windows().get(next);
                double early = value(-(window.last() - row + 1.0) / window.rows()) / BEST;
                earned[next] = Math.max(earned[next], early);
            } else {
                falseRows++;
                raw += profile.falseRow
                        * (next == 0 ? -1 : behind(series.windows().get(next - 1), row));
            }
        }
        int windows = 0;
        int found = 0;
        for (int i = 0; i < earned.length; i++) {
            if (series.windows().get(i).last() >= probation) {
                windows++;
                raw += earned[i];
                found += earned[i] > -profile.missedWindow ? 1 : 0;
            }
        }
        return new Points(raw, windows, found, falseRows);
    }

    static Points points(Map<String, Judged> all, double threshold, Profile profile) {
        return all.values().stream()
                .map(series -> points(series, threshold, profile))
                .reduce(new Points(0, 0, 0, 0), Points::plus);
    }

    private static double behind(Window window, int row) {
        return value((row - window.last()) / (window.rows() - 1.0));
    }

    /** Of a row at a distance from its window's end in widths of the window: -1 at its beginning, above 0 behind it. */
    private static double value(double distance) {
        return distance > FAR_BEHIND ? -1 : 2 / (1 + Math.exp(5 * distance)) - 1;
    }
}
