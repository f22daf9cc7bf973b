package io.cityops.model.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * When something is being worked on: once, or at the same time of each day or week of a zone. Whether it is open at a
 * moment depends on that moment alone, and the database's {@code store.is_open} says the same.
 *
 * @param startsAtMillis of the first time, epoch milliseconds
 * @param endsAtMillis of the first time, exclusive; those that follow are as long
 * @param untilMillis from when on it is not open any more, whatever it repeats: given up, or at its end; {@link #FOR_EVER}
 */
public record MaintenanceWindow(
        long startsAtMillis, long endsAtMillis, Repeats repeats, long untilMillis, ZoneId zone) {
    public static final long FOR_EVER = Long.MAX_VALUE;

    /** How often it comes. */
    public enum Repeats {
        ONCE,
        DAILY,
        WEEKLY;

        private long seconds() {
            return this == DAILY
                    ? Duration.ofDays(1).toSeconds()
                    : Duration.ofDays(7).toSeconds();
        }

        /** As the database has it, in small letters. */
        public static Repeats of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    public boolean isOpen(long atMillis) {
        if (atMillis < startsAtMillis || atMillis >= untilMillis) {
            return false;
        }
        return repeats == Repeats.ONCE
                ? atMillis < endsAtMillis
                : millisIntoRepeat(atMillis) < millisBetween(startsAtMillis, endsAtMillis);
    }

    /** Whether it is open at some moment of a stretch of time, whose end is exclusive. */
    public boolean isOpenWithin(long fromMillis, long toMillis) {
        long from = Math.max(fromMillis, startsAtMillis);
        long to = Math.min(toMillis, untilMillis);
        if (from >= to) {
            return false;
        }
        return isOpen(from)
                || (repeats != Repeats.ONCE && from + repeats.seconds() * 1_000 - millisIntoRepeat(from) < to);
    }

    /** Since it last should have begun, by the zone's clocks. */
    private long millisIntoRepeat(long atMillis) {
        return millisBetween(startsAtMillis, atMillis) % (repeats.seconds() * 1_000);
    }

    private long millisBetween(long fromMillis, long toMillis) {
        return ChronoUnit.MILLIS.between(local(fromMillis), local(toMillis));
    }

    private LocalDateTime local(long millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone);
    }

    /** Several as one word, by which two lists are the same or not; empty for none. */
    public static String text(List<MaintenanceWindow> windows) {
        StringBuilder text = new StringBuilder();
        for (MaintenanceWindow window : windows) {
            text.append(text.isEmpty() ? "" : ";")
                    .append(window.repeats)
                    .append(',')
                    .append(window.startsAtMillis)
                    .append(',')
                    .append(window.endsAtMillis)
                    .append(',')
                    .append(window.untilMillis)
                    .append(',')
                    .append(window.zone);
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException when the text is not of {@link #text} */
    public static List<MaintenanceWindow> parse(String text) {
        List<MaintenanceWindow> windows = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String each : text.split(";", -1)) {
                String[] parts = each.split(",", -1);
                if (parts.length != 5) {
                    throw new IllegalArgumentException("no maintenance window: " + each);
                }
                windows.add(new MaintenanceWindow(
                        Long.parseLong(parts[1]),
                        Long.parseLong(parts[2]),
                        Repeats.of(parts[0]),
                        Long.parseLong(parts[3]),
                        ZoneId.of(parts[4])));
            }
        }
        return windows;
    }
}
