package io.cityops.simulators.city;

/** How urban a place is, from 0 (mangrove) to 1 (the centre): nearness to the centres of the merged city. */
final class Urbanity {
    private record Centre(double lat, double lon, double strength, double reachKm) {}

    private static final Centre[] CENTRES = {
        new Centre(10.7725, 106.6950, 1.00, 11), // Bến Thành
        new Centre(10.9700, 106.6900, 0.65, 9), // Thủ Dầu Một, Thuận An
        new Centre(10.9050, 106.7650, 0.65, 7), // Dĩ An
        new Centre(10.3600, 107.0850, 0.60, 6), // Vũng Tàu
        new Centre(10.4950, 107.1700, 0.45, 6), // Bà Rịa
        new Centre(10.5950, 107.0550, 0.40, 6), // Phú Mỹ
    };

    private Urbanity() {}

    static double at(Place place) {
        double most = 0.08;
        for (Centre centre : CENTRES) {
            double ratio = place.kmTo(centre.lat, centre.lon) / centre.reachKm;
            most = Math.max(most, centre.strength * StrictMath.exp(-0.5 * ratio * ratio));
        }
        return most;
    }
}
