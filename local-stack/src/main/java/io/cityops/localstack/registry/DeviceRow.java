package io.cityops.localstack.registry;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.NearName;
import io.cityops.model.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private static final int MAX_EXTERNAL_ID_CHARS = 256;
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}";

    /** A device that speaks for itself. */
    public DeviceRow(String id, String type, String area, String lat, String lon, String interval) {
        this(id, type, area, lat, lon, interval, "", "");
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
    public record Refused(String id, List<String> problems) implements Checked {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** A row after its check. */
    public sealed interface Checked {}

    public Checked check(Catalogue catalogue) {
        List<String> problems = new ArrayList<>();
        if (!id.matches(ID)) {
            problems.add(
                    "id '" + id + "': allowed are 1 to 64 letters, digits and . _ : -, the first a letter or digit");
        }
        DeviceType known = catalogue.deviceType(type);
        if (known == null) {
            List<String> types =
                    catalogue.deviceTypes().stream().map(DeviceType::id).toList();
            problems.add("type '" + type + "' is not in the catalogue" + NearName.hint(type, types) + "; it has: "
                    + String.join(", ", types));
        }
        if (catalogue.area(area) == null) {
            List<String> codes =
                    catalogue.areas().stream().map(each -> each.code()).toList();
            problems.add("area '" + area + "' is not in the catalogue" + NearName.hint(area, codes));
        }
        Double checkedLat = coordinate("lat", lat, 90, problems);
        Double checkedLon = coordinate("lon", lon, 180, problems);
        if ((checkedLat == null) != (checkedLon == null) && problems.isEmpty()) {
            problems.add("lat and lon come together or not at all");
        }
        checkConcentrator(problems);
        Duration checkedInterval = interval(known, problems);
        if (known == null || checkedInterval == null || !problems.isEmpty()) {
            return new Refused(id, problems);
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

    private void checkConcentrator(List<String> problems) {
        if (!concentrator.isBlank() && !concentrator.strip().matches(ID)) {
            problems.add("concentrator '" + concentrator + "': it is the id of another device");
        }
        if (!concentrator.isBlank() && concentrator.strip().equals(id)) {
            problems.add("concentrator '" + concentrator + "': a device is not its own concentrator");
        }
        if (!externalId.isBlank() && concentrator.isBlank()) {
            problems.add("external id '" + externalId + "': it needs the concentrator that uses it");
        }
        if (externalId.strip().length() > MAX_EXTERNAL_ID_CHARS) {
            problems.add("external id of " + externalId.strip().length() + " characters: allowed are "
                    + MAX_EXTERNAL_ID_CHARS);
        }
    }

    private static @Nullable Double coordinate(String name, String text, double limit, List<String> problems) {
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
        problems.add("%s '%s': allowed are degrees from -%.0f to %.0f".formatted(name, text, limit, limit));
        return null;
    }

    private @Nullable Duration interval(@Nullable DeviceType known, List<String> problems) {
        if (interval.isBlank()) {
            return known == null ? null : known.defaultInterval();
        }
        try {
            String text = interval.strip();
            Duration parsed = Settings.parseDuration(text.matches("\\d+") ? text + "s" : text);
            if (parsed.isPositive()) {
                return parsed;
            }
            problems.add("interval '" + interval + "': it must be longer than nothing");
        } catch (IllegalArgumentException e) {
            problems.add("interval '" + interval + "': " + e.getMessage());
        }
        return null;
    }
}
