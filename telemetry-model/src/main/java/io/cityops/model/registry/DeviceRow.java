package io.cityops.model.registry;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.NearName;
import io.cityops.model.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A device as somebody wrote it down: everything is text until it was checked.
 *
 * @param interval how often it reports, such as {@code 30s} or plain seconds; empty for its type's
 * @param concentrator the id of the device that publishes for it; empty when it speaks for itself
 * @param externalId how its concentrator calls it, such as a DevEUI; may be empty
 */
public record DeviceRow(
        String id,
        String type,
        String area,
        String lat,
        String lon,
        String interval,
        String concentrator,
        String externalId) {
    /** Columns that a table of devices must have. */
    public static final Set<String> NEEDED_COLUMNS = Set.of("id", "type", "area");
    /** Columns that it may have besides. */
    public static final Set<String> OPTIONAL_COLUMNS =
            Set.of("lat", "lon", "interval", "interval_seconds", "concentrator", "external_id");

    private static final int MAX_EXTERNAL_ID_CHARS = 256;
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}";

    /** A device that speaks for itself. */
    public DeviceRow(String id, String type, String area, String lat, String lon, String interval) {
        this(id, type, area, lat, lon, interval, "", "");
    }

    /** @param cell what a row of a table says in a column; empty where it has none */
    public static DeviceRow of(UnaryOperator<String> cell) {
        String interval = cell.apply("interval");
        return new DeviceRow(
                cell.apply("id"),
                cell.apply("type"),
                cell.apply("area"),
                cell.apply("lat"),
                cell.apply("lon"),
                interval.isEmpty() ? cell.apply("interval_seconds") : interval,
                cell.apply("concentrator"),
                cell.apply("external_id"));
    }

    /** Whether a table of devices may have a column of this name. */
    public static boolean isColumn(String name) {
        return NEEDED_COLUMNS.contains(name) || OPTIONAL_COLUMNS.contains(name);
    }

    /** A device that may be written. */
    public record Valid(
            String id,
            String type,
            String sector,
            String area,
            @Nullable Double lat,
            @Nullable Double lon,
            Duration expectedInterval,
            @Nullable String concentrator,
            @Nullable String externalId)
            implements Checked {}

    /** What is wrong with it, all of it. */
    public record Refused(String id, List<Fault> faults) implements Checked {
        public Refused {
            faults = List.copyOf(faults);
        }

        /** In words, for a terminal. */
        public List<String> problems() {
            return faults.stream().map(Fault::text).toList();
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param value as it was written
     * @param near what may have been meant; empty: nothing is near
     * @param text in English, for a terminal
     */
    public record Fault(Kind kind, String value, String near, String text) {
        /** Which rule was broken. */
        public enum Kind {
            ID,
            TYPE,
            AREA,
            LAT,
            LON,
            /** One of lat and lon without the other. */
            HALF_A_PLACE,
            CONCENTRATOR,
            OWN_CONCENTRATOR,
            /** An external id without a concentrator that uses it. */
            EXTERNAL_ID_ALONE,
            EXTERNAL_ID_TOO_LONG,
            INTERVAL
        }
    }

    /** A row after its check. */
    public sealed interface Checked {}

    public Checked check(Catalogue catalogue) {
        List<Fault> faults = new ArrayList<>();
        if (!id.matches(ID)) {
            faults.add(fault(
                    Fault.Kind.ID,
                    id,
                    "id '" + id + "': allowed are 1 to 64 letters, digits and . _ : -, the first a letter or digit"));
        }
        DeviceType known = catalogue.deviceType(type);
        if (known == null) {
            List<String> types =
                    catalogue.deviceTypes().stream().map(DeviceType::id).toList();
            String hint = NearName.hint(type, types);
            faults.add(new Fault(
                    Fault.Kind.TYPE,
                    type,
                    NearName.of(type, types).orElse(""),
                    "type '" + type + "' is not in the catalogue" + hint + "; it has: " + String.join(", ", types)));
        }
        if (catalogue.area(area) == null) {
            List<String> codes =
                    catalogue.areas().stream().map(each -> each.code()).toList();
            String hint = NearName.hint(area, codes);
            faults.add(new Fault(
                    Fault.Kind.AREA,
                    area,
                    NearName.of(area, codes).orElse(""),
                    "area '" + area + "' is not in the catalogue" + hint));
        }
        Double checkedLat = coordinate(Fault.Kind.LAT, "lat", lat, 90, faults);
        Double checkedLon = coordinate(Fault.Kind.LON, "lon", lon, 180, faults);
        if ((checkedLat == null) != (checkedLon == null) && faults.isEmpty()) {
            faults.add(fault(Fault.Kind.HALF_A_PLACE, lat + lon, "lat and lon come together or not at all"));
        }
        checkConcentrator(faults);
        Duration checkedInterval = interval(known, faults);
        if (known == null || checkedInterval == null || !faults.isEmpty()) {
            return new Refused(id, faults);
        }
        return new Valid(
                id,
                type,
                known.sector(),
                area,
                checkedLat,
                checkedLon,
                checkedInterval,
                concentrator.isBlank() ? null : concentrator.strip(),
                externalId.isBlank() ? null : externalId.strip());
    }

    private static Fault fault(Fault.Kind kind, String value, String text) {
        return new Fault(kind, value, "", text);
    }

    private void checkConcentrator(List<Fault> faults) {
        if (!concentrator.isBlank() && !concentrator.strip().matches(ID)) {
            faults.add(fault(
                    Fault.Kind.CONCENTRATOR,
                    concentrator,
                    "concentrator '" + concentrator + "': it is the id of another device"));
        }
        if (!concentrator.isBlank() && concentrator.strip().equals(id)) {
            faults.add(fault(
                    Fault.Kind.OWN_CONCENTRATOR,
                    concentrator,
                    "concentrator '" + concentrator + "': a device is not its own concentrator"));
        }
        if (!externalId.isBlank() && concentrator.isBlank()) {
            faults.add(fault(
                    Fault.Kind.EXTERNAL_ID_ALONE,
                    externalId,
                    "external id '" + externalId + "': it needs the concentrator that uses it"));
        }
        if (externalId.strip().length() > MAX_EXTERNAL_ID_CHARS) {
            faults.add(fault(
                    Fault.Kind.EXTERNAL_ID_TOO_LONG,
                    externalId,
                    "external id of " + externalId.strip().length() + " characters: allowed are "
                            + MAX_EXTERNAL_ID_CHARS));
        }
    }

    private static @Nullable Double coordinate(
            Fault.Kind kind, String name, String text, double limit, List<Fault> faults) {
        if (text.isBlank()) {
            return null;
        }
        try {
            double degrees = Double.parseDouble(text.strip());
            if (Math.abs(degrees) <= limit) {
                return degrees;
            }
        } catch (NumberFormatException e) {
            // told below, with what is allowed
        }
        faults.add(fault(
                kind, text, "%s '%s': allowed are degrees from -%.0f to %.0f".formatted(name, text, limit, limit)));
        return null;
    }

    private @Nullable Duration interval(@Nullable DeviceType known, List<Fault> faults) {
        if (interval.isBlank()) {
            return known == null ? null : known.defaultInterval();
        }
        String wrong;
        try {
            String text = interval.strip();
            Duration parsed = Settings.parseDuration(text.matches("\\d+") ? text + "s" : text);
            if (parsed.isPositive()) {
                return parsed;
            }
            wrong = "it must be longer than nothing";
        } catch (IllegalArgumentException e) {
            wrong = String.valueOf(e.getMessage());
        }
        faults.add(fault(Fault.Kind.INTERVAL, interval, "interval '" + interval + "': " + wrong));
        return null;
    }
}
