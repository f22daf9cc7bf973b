package io.cityops.dashboard.devicemap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Draws together what lies close together, on a grid whose squares are about a fingertip on the screen. The grid begins at
 * the middle of the city, so that nothing jumps to another square when the map is moved.
 */
final class DeviceClusters {
    /** More than these on a screen are neither told apart nor drawn in time. */
    static final int MOST_OBJECTS = 2_000;

    private static final double SQUARE_PIXELS = 44;
    /** Room for the squares that are cut by the edges. */
    private static final double FULL = 0.85;

    /**
     * What is looked at.
     *
     * @param minX kilometres, as the three after it
     * @param widthPixels of the picture; at least 1
     */
    record View(double minX, double minY, double maxX, double maxY, int widthPixels, int heightPixels) {
        double kilometresPerPixel() {
            return Math.max((maxX - minX) / widthPixels, (maxY - minY) / heightPixels);
        }

        boolean has(MappedDevice device) {
            return device.x() >= minX && device.x() < maxX && device.y() >= minY && device.y() < maxY;
        }
    }

    /**
     * Devices that are drawn as one; often it is one only.
     *
     * @param square names its square of the grid, as long as the map is not zoomed
     * @param x the middle of its devices
     * @param badness of the worst of them
     * @param spread kilometres from end to end: 0 when all are at one place, which no zoom tells apart
     */
    record Cluster(String square, double x, double y, int badness, double spread, List<MappedDevice> devices) {}

    private DeviceClusters() {}

    /** The worst come last, to be drawn over the others. @param badness how much a device needs somebody; 0: not at all */
    static List<Cluster> of(Collection<MappedDevice> devices, View view, ToIntFunction<MappedDevice> badness) {
        List<MappedDevice> seen = devices.stream().filter(view::has).toList();
        double pixels = Math.max(
                SQUARE_PIXELS, Math.sqrt(view.widthPixels() * (double) view.heightPixels() / (MOST_OBJECTS * FULL)));
        List<Cluster> clusters = drawn(seen, pixels * view.kilometresPerPixel(), badness);
        while (clusters.size() > MOST_OBJECTS) {
            pixels *= 1.25;
            clusters = drawn(seen, pixels * view.kilometresPerPixel(), badness);
        }
        return clusters;
    }

    private static List<Cluster> drawn(List<MappedDevice> devices, double square, ToIntFunction<MappedDevice> badness) {
        Map<Long, List<MappedDevice>> squares = new HashMap<>();
        for (MappedDevice device : devices) {
            long column = (long) Math.floor(device.x() / square);
            long row = (long) Math.floor(device.y() / square);
            squares.computeIfAbsent(column << 32 ^ (row & 0xFFFF_FFFFL), key -> new ArrayList<>())
                    .add(device);
        }
        List<Cluster> clusters = new ArrayList<>(squares.size());
        squares.forEach((key, members) -> clusters.add(cluster(Long.toString(key, 36), members, badness)));
        clusters.sort(Comparator.comparingInt(Cluster::badness).thenComparing(Cluster::square));
        return clusters;
    }

    private static Cluster cluster(String square, List<MappedDevice> members, ToIntFunction<MappedDevice> badness) {
        double minX = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        double sumX = 0;
        double sumY = 0;
        int worst = 0;
        for (MappedDevice device : members) {
            minX = Math.min(minX, device.x());
            maxX = Math.max(maxX, device.x());
            minY = Math.min(minY, device.y());
            maxY = Math.max(maxY, device.y());
            sumX += device.x();
            sumY += device.y();
            worst = Math.max(worst, badness.applyAsInt(device));
        }
        double spread = Math.max(maxX - minX, maxY - minY);
        return new Cluster(square, sumX / members.size(), sumY / members.size(), worst, spread, members);
    }
}
