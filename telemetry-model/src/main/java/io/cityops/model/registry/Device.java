package io.cityops.model.registry;

/**
 * A registered device, without its secret.
 *
 * @param type a device type of the catalogue
 * @param area the code of the area it stands in
 * @param lat degrees north, WGS 84; NaN when unknown
 * @param lon degrees east, WGS 84; NaN when unknown
 * @param expectedIntervalMillis how often it is expected to report
 */
public record Device(
        String id,
        String type,
        String sector,
        String area,
        double lat,
        double lon,
        long expectedIntervalMillis,
        boolean enabled) {}
