package io.cityops.gateway.formats;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads times as devices write them. */
final class Moments {
    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter WITH_OFFSET = new DateTimeFormatterBuilder()
            .append(LOCAL)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private static final double FIRST_MILLIS = 1e11;
    private static final double FIRST_MICROS = 1e14;
    private static final double FIRST_NANOS = 1e17;

    private Moments() {}

    /**
     * Epoch milliseconds of a number (seconds, milliseconds, microseconds or nanoseconds, by its size) or of a text: ISO
     * 8601, or an interval {@code a/b} of two, of which the end counts.
     *
     * @param zone of a text without an offset; null: such is not accepted
     */
    static long parse(Object value, @Nullable ZoneId zone) throws Unreadable {
        if (value instanceof Long whole && Math.abs(whole) < FIRST_MICROS && Math.abs(whole) >= FIRST_MILLIS) {
            return whole;
        }
        if (value instanceof Number number) {
            return ofNumber(number.doubleValue());
        }
        String text = String.valueOf(value).trim();
        int slash = text.lastIndexOf('/');
        String end = slash < 0 ? text : text.substring(slash + 1);
        if (!end.isEmpty() && (Character.isDigit(end.charAt(0)) || end.charAt(0) == '-')) {
            try {
                return ofNumber(Double.parseDouble(end));
            } catch (NumberFormatException e) {
                // a date
            }
        }
        return ofText(end, zone);
    }

    private static long ofNumber(double number) throws Unreadable {
        double size = Math.abs(number);
        double millis = size < FIRST_MILLIS
                ? number * 1e3
                : size < FIRST_MICROS ? number : size < FIRST_NANOS ? number / 1e3 : number / 1e6;
        if (!Double.isFinite(millis) || Math.abs(millis) > 1e15) {
            throw Unreadable.malformed("time " + number + " is no moment");
        }
        return Math.round(millis);
    }

    private static long ofText(String text, @Nullable ZoneId zone) throws Unreadable {
        try {
            return OffsetDateTime.parse(text, WITH_OFFSET).toInstant().toEpochMilli();
        } catch (DateTimeParseException e) {
            // perhaps without an offset
        } catch (DateTimeException | ArithmeticException e) {
            throw Unreadable.malformed("time '" + clip(text) + "' is no moment");
        }
        try {
            LocalDateTime local = LocalDateTime.parse(text, LOCAL);
            if (zone == null) {
                throw Unreadable.malformed("time '" + clip(text) + "' has no zone, and the mapping names none");
            }
            return local.atZone(zone).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw Unreadable.malformed("time '" + clip(text) + "' is not ISO 8601");
        }
    }

    private static String clip(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
