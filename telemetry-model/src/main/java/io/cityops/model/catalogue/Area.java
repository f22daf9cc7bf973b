package io.cityops.model.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * A node of the area tree.
 *
 * @param kind {@code city}, {@code ward}, {@code commune} or {@code special-zone}, or what the city calls its tiers
 * @param lat degrees north of its middle, WGS 84
 * @param lon degrees east of its middle, WGS 84
 * @param population people; 0 when unknown
 * @param parent the code of the area around it; null at the root
 */
public record Area(
        String code,
        Text name,
        String kind,
        double lat,
        double lon,
        double areaKm2,
        int population,
        @Nullable String parent) {
    /** The code of the root of the tree. */
    public static final String CITY = "city";
}
