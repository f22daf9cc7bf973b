package io.cityops.model.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registered device, without its secret.
 *
 * @param type a device type of the catalogue
 * @param area the code of the area it stands in
 * @param lat degrees north, WGS 84; NaN when unknown
 * @param lon degrees east, WGS 84; NaN when unknown
 * @param expectedIntervalMillis how often it is expected to report
 * @param drill the drill for whose run it is a twin of an ordinary device; null in ordinary life
 * @param maintenance when it is being worked on; nothing that is over for days
 */
public record Device(
        String id,
        String type,
        String sector,
        String area,
        double lat,
        double lon,
        long expectedIntervalMillis,
        boolean enabled,
        @Nullable String drill,
        List<MaintenanceWindow> maintenance) {
    public Device {
        maintenance = List.copyOf(maintenance);
    }

    /** A device that nobody works on. */
    public Device(
            String id,
            String type,
            String sector,
            String area,
            double lat,
            double lon,
            long expectedIntervalMillis,
            boolean enabled,
            @Nullable String drill) {
        this(id, type, sector, area, lat, lon, expectedIntervalMillis, enabled, drill, List.of());
    }

    /** A device of ordinary life. */
    public Device(
            String id,
            String type,
            String sector,
            String area,
            double lat,
            double lon,
            long expectedIntervalMillis,
            boolean enabled) {
        this(id, type, sector, area, lat, lon, expectedIntervalMillis, enabled, null);
    }
}
