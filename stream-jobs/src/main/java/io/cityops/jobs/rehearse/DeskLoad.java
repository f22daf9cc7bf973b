package io.cityops.jobs.rehearse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What alarms ask of who sits at one desk, against the limits of EEMUA 191 and ISA-18.2 that the alarm-load meter holds the
 * running city to: at most 1 in ten minutes and 5 in an hour on average, 15 in an hour at the peak, and for at most 1 % of the
 * time in flood, which begins with more than 10 in ten minutes and ends with fewer than 5.
 *
 * @param calls how many in the period
 * @param perHour on average over the period
 * @param peak10Minutes the most in any ten minutes
 * @param peakHour the most in any hour
 * @param floodSharePct for how much of the period it was in flood, per cent
 */
record DeskLoad(int calls, double perHour, int peak10Minutes, int peakHour, double floodSharePct) {
    static final int LIMIT_10_MINUTES = 10;
    static final int LIMIT_HOUR = 15;
    static final int LIMIT_PER_HOUR = 5;
    static final double LIMIT_FLOOD_PCT = 1;
    private static final int FLOOD_ENDS_UNDER = 5;
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    static DeskLoad of(List<Instant> calls, Instant from, Instant until) {
        List<Instant> sorted = new ArrayList<>(calls);
        Collections.sort(sorted);
        double hours = Math.max(1, Duration.between(from, until).toMillis()) / 3_600_000.0;
        return new DeskLoad(
                sorted.size(),
                sorted.size() / hours,
                most(sorted, TEN_MINUTES),
                most(sorted, Duration.ofHours(1)),
                100 * floodMillis(sorted, until) / (hours * 3_600_000));
    }

    /** As the meter says it of a desk now, here of its worst hour. */
    String verdict() {
        if (peak10Minutes > LIMIT_10_MINUTES) {
            return "flood";
        }
        return peakHour > LIMIT_HOUR ? "overload" : peakHour > LIMIT_PER_HOUR && peak10Minutes > 1 ? "busy" : "calm";
    }

    boolean isWithinLimits() {
        return perHour <= LIMIT_PER_HOUR && peakHour <= LIMIT_HOUR && floodSharePct <= LIMIT_FLOOD_PCT;
    }

    private static int most(List<Instant> sorted, Duration span) {
        int most = 0;
        int first = 0;
        for (int i = 0; i < sorted.size(); i++) {
            while (!sorted.get(first).isAfter(sorted.get(i).minus(span))) {
                first++;
            }
            most = Math.max(most, i - first + 1);
        }
        return most;
    }

    /** From the call that makes it more than 10 until the moment at which fewer than 5 lie within ten minutes. */
    private static double floodMillis(List<Instant> sorted, Instant until) {
        double total = 0;
        int first = 0;
        int i = 0;
        while (i < sorted.size()) {
            while (!sorted.get(first).isAfter(sorted.get(i).minus(TEN_MINUTES))) {
                first++;
            }
            if (i - first + 1 <= LIMIT_10_MINUTES) {
                i++;
                continue;
            }
            Instant begun = sorted.get(i);
            int last = i;
            // It goes on while the fifth newest call is younger than ten minutes when the next one comes.
            while (last + 1 < sorted.size()
                    && sorted.get(last + 1)
                            .isBefore(sorted.get(last - FLOOD_ENDS_UNDER + 1).plus(TEN_MINUTES))) {
                last++;
            }
            Instant ended = sorted.get(last - FLOOD_ENDS_UNDER + 1).plus(TEN_MINUTES);
            total += Duration.between(begun, ended.isAfter(until) ? until : ended)
                    .toMillis();
            i = last + 1;
        }
        return total;
    }
}
