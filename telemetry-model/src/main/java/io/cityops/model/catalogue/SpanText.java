package io.cityops.model.catalogue;

import java.text.NumberFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long something lasted or how old it is, as people tell it: in its two largest units, from seconds to years. */
public final class SpanText {
    private static final Locale VIETNAMESE = Locale.of("vi", "VN");
    private static final long DAY_SECONDS = 86_400;
    /** Of the Gregorian calendar, on average. */
    private static final long YEAR_SECONDS = 31_556_952;

    private static final long MONTH_SECONDS = YEAR_SECONDS / 12;
    /** Up to here days are told, which are exact. */
    private static final long MOST_DAYS = 60;

    private static final List<Unit> UNITS = List.of(
            new Unit(YEAR_SECONDS, "năm", "year", "years"),
            new Unit(MONTH_SECONDS, "tháng", "month", "months"),
            new Unit(DAY_SECONDS, "ngày", "day", "days"),
            new Unit(3_600, "giờ", "h", "h"),
            new Unit(60, "phút", "min", "min"),
            new Unit(1, "giây", "s", "s"));

    private SpanText() {}

    private record Unit(long seconds, String vi, String one, String many) {}

    /** What is left over of the second unit is dropped, and so is what is shorter than a second. */
    public static Text of(Duration span) {
        long left = Math.max(0, span.toSeconds());
        List<String> vi = new ArrayList<>();
        List<String> en = new ArrayList<>();
        int largest = largest(left);
        for (Unit unit : UNITS.subList(largest, Math.min(UNITS.size(), largest + 2))) {
            long count = left / unit.seconds;
            left -= count * unit.seconds;
            // beside whole months no days are told: a month is no fixed number of them
            boolean told = count > 0 || vi.isEmpty();
            if (told && !(unit.seconds == DAY_SECONDS && !vi.isEmpty())) {
                vi.add(grouped(count, VIETNAMESE) + " " + unit.vi);
                en.add(grouped(count, Locale.ENGLISH) + " " + (count == 1 ? unit.one : unit.many));
            }
        }
        return new Text(String.join(" ", vi), String.join(" ", en));
    }

    private static int largest(long seconds) {
        for (int i = 0; i < UNITS.size(); i++) {
            long shortest = i < 2 ? Math.max(UNITS.get(i).seconds, MOST_DAYS * DAY_SECONDS) : UNITS.get(i).seconds;
            if (seconds >= shortest) {
                return i;
            }
        }
        return UNITS.size() - 1;
    }

    private static String grouped(long number, Locale locale) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }
}
