package io.cityops.simulators.city;

/**
 * A point of the city.
 *
 * @param area ward code
 * @param lat degrees north, WGS 84
 * @param lon degrees east, WGS 84
 */
public record Place(String area, double lat, double lon) {
    static final double KM_PER_DEGREE = 111.2;

    /** Distance on a plane, good to a per cent within a city near the equator. */
    double kmTo(double otherLat, double otherLon) {
        double north = (otherLat - lat) * KM_PER_DEGREE;
        double east = (otherLon - lon) * kmPerDegreeEast(lat);
        return StrictMath.sqrt(north * north + east * east);
    }

    static double kmPerDegreeEast(double lat) {
        return KM_PER_DEGREE * StrictMath.cos(StrictMath.toRadians(lat));
    }
}
