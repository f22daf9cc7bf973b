package io.cityops.simulators.city;

/**
 * A street as somebody standing there would find it.
 *
 * @param flowPerHour vehicles that pass
 * @param speedKmh of the stream
 * @param floodDepthM of water on the street
 * @param hourOfDay on the city's clock, in [0,24)
 */
public record StreetView(
        double flowPerHour, double speedKmh, double rainMmPerHour, double floodDepthM, double hourOfDay) {}
