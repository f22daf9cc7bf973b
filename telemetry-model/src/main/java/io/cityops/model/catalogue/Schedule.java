package io.cityops.model.catalogue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * At what hours of which days a rule watches, by the city's clock. All moments are in milliseconds of the epoch.
 *
 * @param spells empty: always
 */
public record Schedule(List<Spell> spells) {
    /** The city's days and hours. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    public static final Schedule ALWAYS = new Schedule(List.of());

    /** Beyond it everything comes again. */
    private static final int WEEK_DAYS = 7;

    public Schedule {
        spells = List.copyOf(spells);
    }

    /**
     * @param days on which it begins
     * @param to the first moment that it no longer has; not after {@code from}: of the next day
     */
    public record Spell(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        public Spell {
            days = Set.copyOf(days);
        }

        /** When it ends as catalogues write it: a day's end is {@code 24:00}. */
        public String ending() {
            return to.equals(LocalTime.MIDNIGHT) ? "24:00" : to.toString();
        }

        private boolean endsNextDay() {
            return !to.isAfter(from);
        }

        private boolean covers(LocalDate date, LocalTime time) {
            if (days.contains(date.getDayOfWeek()) && !time.isBefore(from) && (endsNextDay() || time.isBefore(to))) {
                return true;
            }
            return endsNextDay() && days.contains(date.minusDays(1).getDayOfWeek()) && time.isBefore(to);
        }

        private LongStream edges(LocalDate date) {
            return days.contains(date.getDayOfWeek())
                    ? LongStream.of(moment(date, from), moment(endsNextDay() ? date.plusDays(1) : date, to))
                    : LongStream.empty();
        }

        private static long moment(LocalDate date, LocalTime time) {
            return date.atTime(time).atZone(ZONE).toInstant().toEpochMilli();
        }
    }

    public boolean isAlways() {
        return spells.isEmpty();
    }

    public boolean covers(long atMillis) {
        if (isAlways()) {
            return true;
        }
        ZonedDateTime at = Instant.ofEpochMilli(atMillis).atZone(ZONE);
        LocalDate date = at.toLocalDate();
        LocalTime time = at.toLocalTime();
        return spells.stream().anyMatch(spell -> spell.covers(date, time));
    }

    /** The first moment after this one at which watching begins or ends; {@link Long#MAX_VALUE}: it never does. */
    public long nextChange(long atMillis) {
        boolean now = covers(atMillis);
        return edges(atMillis, -1, WEEK_DAYS + 1)
                .filter(edge -> edge > atMillis && covers(edge) != now)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /**
     * Since when it has been watching at this moment, which it covers; {@link Long#MIN_VALUE}: for longer than a week.
     */
    public long watchingSince(long atMillis) {
        return edges(atMillis, -WEEK_DAYS - 1, 0)
                .filter(edge -> edge <= atMillis && !covers(edge - 1) && covers(edge))
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private LongStream edges(long atMillis, int firstDay, int lastDay) {
        LocalDate date = Instant.ofEpochMilli(atMillis).atZone(ZONE).toLocalDate();
        return LongStream.rangeClosed(firstDay, lastDay)
                .flatMap(day -> spells.stream().flatMapToLong(spell -> spell.edges(date.plusDays(day))));
    }
}
