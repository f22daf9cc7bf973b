package io.cityops.simulators.city;

/**
 * A shower that is born, travels in a straight line and dies: a bell of rain around its middle, rising and falling as a
 * sine over its life.
 *
 * @param lat0 where it is born, as {@code lon0}
 * @param northKmh how fast it moves, as {@code eastKmh}
 * @param radiusKm where the rain has fallen to 1/e of the middle's
 */
record RainCell(
        long bornMillis,
        long lifeMillis,
        double lat0,
        double lon0,
        double northKmh,
        double eastKmh,
        double radiusKm,
        double peakMmPerHour) {
    private static final double HOUR_MILLIS = 3_600_000;
    /** Good to half a per cent anywhere in the city. */
    private static final double KM_PER_DEGREE_EAST = Place.kmPerDegreeEast(10.8);

    double mmPerHour(Place place, long atMillis) {
        if (atMillis < bornMillis || atMillis >= bornMillis + lifeMillis) {
            return 0;
        }
        double hours = (atMillis - bornMillis) / HOUR_MILLIS;
        double north = (place.lat() - lat0) * Place.KM_PER_DEGREE - northKmh * hours;
        double east = (place.lon() - lon0) * KM_PER_DEGREE_EAST - eastKmh * hours;
        double nearness = (north * north + east * east) / (radiusKm * radiusKm);
        if (nearness > 9) {
            return 0;
        }
        double age = StrictMath.sin(StrictMath.PI * (atMillis - bornMillis) / lifeMillis);
        return peakMmPerHour * age * StrictMath.exp(-nearness);
    }

    /** The same shower, born so much farther back on its line that it comes over its birthplace after {@code millis}. */
    RainCell comingOverBirthplaceAfter(long millis) {
        double hours = millis / HOUR_MILLIS;
        return new RainCell(
                bornMillis,
                lifeMillis,
                lat0 - northKmh * hours / Place.KM_PER_DEGREE,
                lon0 - eastKmh * hours / KM_PER_DEGREE_EAST,
                northKmh,
                eastKmh,
                radiusKm,
                peakMmPerHour);
    }
}
