package io.cityops.city;

import io.cityops.city.Screens.Drawn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From the moment that a reading carries to the moment when one screen had drawn it or a later one. Readings from before what the
 * screen showed first are not its business.
 */
final class Delays {
    private final MarkedGauge gauge;
    private final List<Long> millis = new ArrayList<>();
    private int next = -1;

    Delays(MarkedGauge gauge) {
        this.gauge = gauge;
    }

    void saw(List<Drawn> drawn) {
        for (Drawn each : drawn) {
            int number = MarkedGauge.number(each.value());
            if (number >= gauge.sent()) {
                throw new AssertionError("nobody told a level of " + each.value());
            }
            for (int shown = next < 0 ? number + 1 : next; next >= 0 && shown <= number; shown++) {
                millis.add(each.atMillis() - gauge.sentAtMillis(shown));
            }
            next = Math.max(next, number + 1);
        }
    }

    /** Since this was asked last. */
    List<Long> take() {
        List<Long> taken = List.copyOf(millis);
        millis.clear();
        return taken;
    }

    /** Readings that are older than this and that the screen still does not show. */
    int missing(long olderThanMillis) {
        int missing = 0;
        for (int number = Math.max(next, 0); number < gauge.sent(); number++) {
            missing += gauge.sentAtMillis(number) < olderThanMillis ? 1 : 0;
        }
        return missing;
    }

    static double seconds(List<Long> sorted, double share) {
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size()))) / 1_000.0;
    }

    static String percentiles(List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "p50 %.2f s, p95 %.2f s, p99 %.2f s, max %.2f s (%,d)",
                seconds(sorted, 0.5),
                seconds(sorted, 0.95),
                seconds(sorted, 0.99),
                seconds(sorted, 1),
                sorted.size());
    }
}
