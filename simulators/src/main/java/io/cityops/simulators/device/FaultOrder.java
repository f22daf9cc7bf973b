package io.cityops.simulators.device;

import io.cityops.model.catalogue.NearName;
import io.cityops.model.settings.Settings;
import io.cityops.simulators.city.Dice;
import io.cityops.simulators.city.SimulatedDevice;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * A fault that somebody wants, written {@code KIND:WHO:WHEN}.
 *
 * <ul>
 *   <li>{@code KIND} is a {@link Fault#tag}
 *   <li>{@code WHO} is a device id, a pattern such as {@code flood-*}, or a share of all devices such as {@code 5%}
 *   <li>{@code WHEN} is counted from a beginning, {@code 10m-25m} or {@code 10m-} without an end; or two times of the city
 *       or with an offset, {@code 2026-11-24T16:00/2026-11-24T17:30}
 * </ul>
 *
 * @param text as it was written, with absolute times
 * @param untilMillis exclusive; {@link Long#MAX_VALUE} for no end
 */
public record FaultOrder(String text, Fault fault, Selection who, long fromMillis, long untilMillis) {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** Which devices. */
    interface Selection {
        boolean includes(SimulatedDevice device);
    }

    /**
     * @param beginMillis from which durations count
     * @throws IllegalArgumentException with what is allowed
     */
    public static FaultOrder parse(String text, long beginMillis) {
        String[] parts = text.strip().split(":", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException(
                    "fault '" + text + "': KIND:WHO:WHEN is expected, such as stuck:flood-*:10m-25m");
        }
        Fault fault = Fault.of(parts[0])
                .orElseThrow(() -> new IllegalArgumentException("no fault '" + parts[0] + "'"
                        + NearName.hint(parts[0], Fault.tags()) + "; there are " + String.join(", ", Fault.tags())));
        Selection who = selection(parts[1], fault);
        long[] span = span(parts[2], beginMillis, text);
        String absolute = "%s:%s:%s".formatted(fault.tag(), parts[1], written(span[0], span[1]));
        return new FaultOrder(absolute, fault, who, span[0], span[1]);
    }

    /** Two moments as {@code WHEN}, to the millisecond. */
    private static String written(long fromMillis, long untilMillis) {
        String end = untilMillis == Long.MAX_VALUE
                ? ""
                : Instant.ofEpochMilli(untilMillis)
                        .atZone(ZONE)
                        .toOffsetDateTime()
                        .toString();
        return Instant.ofEpochMilli(fromMillis).atZone(ZONE).toOffsetDateTime() + "/" + end;
    }

    boolean covers(SimulatedDevice device, long atMillis) {
        return atMillis >= fromMillis && atMillis < untilMillis && who.includes(device);
    }

    private static Selection selection(String who, Fault fault) {
        if (who.endsWith("%")) {
            double share = number(who.substring(0, who.length() - 1), who) / 100;
            Dice dice = new Dice(0).of("ordered " + fault.tag());
            return device -> dice.uniform(Dice.keyOf(device.id())) < share;
        }
        if (who.isBlank()) {
            throw new IllegalArgumentException(
                    "WHO is empty; a device id, a pattern such as flood-*, or a share such as 5%");
        }
        Pattern pattern = Pattern.compile("\\Q" + who.replace("*", "\\E.*\\Q") + "\\E");
        return device -> pattern.matcher(device.id()).matches();
    }

    private static double number(String text, String whole) {
        try {
            double percent = Double.parseDouble(text);
            if (percent >= 0 && percent <= 100) {
                return percent;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("'" + whole + "': a share is 0% to 100%");
    }

    private static long[] span(String when, long beginMillis, String text) {
        boolean absolute = when.contains("/");
        int cut = absolute ? when.indexOf('/') : when.indexOf('-');
        if (cut < 0) {
            throw new IllegalArgumentException(
                    "fault '" + text + "': WHEN is such as 10m-25m or 2026-11-24T16:00/2026-11-24T17:30");
        }
        String first = when.substring(0, cut);
        String last = when.substring(cut + 1);
        long from = absolute ? moment(first) : beginMillis + millis(first);
        long until = last.isBlank() ? Long.MAX_VALUE : absolute ? moment(last) : beginMillis + millis(last);
        if (until <= from) {
            throw new IllegalArgumentException("fault '" + text + "': it ends before it begins");
        }
        return new long[] {from, until};
    }

    private static long millis(String text) {
        return text.equals("0") ? 0 : Settings.parseDuration(text).toMillis();
    }

    private static long moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeParseException withoutOffset) {
            try {
                return LocalDateTime.parse(text).atZone(ZONE).toInstant().toEpochMilli();
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("'" + text + "' is no time; such as 2026-11-24T16:00", e);
            }
        }
    }
}
