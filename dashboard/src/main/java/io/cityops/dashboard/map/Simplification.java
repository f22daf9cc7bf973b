package io.cityops.dashboard.map;

import java.util.ArrayList;
import java.util.List;

/** Leaves out the corners of a ring that nobody would see: Douglas and Peucker's way. */
final class Simplification {
    private Simplification() {}

    /** @param tolerance how far the simpler line may be from a corner left out, in the points' unit */
    static List<Point> of(List<Point> ring, double tolerance) {
        if (ring.size() < 5) {
            return ring;
        }
        int far = farthestFrom(ring.getFirst(), ring);
        boolean[] kept = new boolean[ring.size() + 1];
        List<Point> closed = new ArrayList<>(ring);
        closed.add(ring.getFirst());
        kept[0] = true;
        kept[far] = true;
        keep(closed, 0, far, tolerance, kept);
        keep(closed, far, closed.size() - 1, tolerance, kept);
        List<Point> simple = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            if (kept[i]) {
                simple.add(ring.get(i));
            }
        }
        return simple;
    }

    private static void keep(List<Point> line, int from, int to, double tolerance, boolean[] kept) {
        int worst = -1;
        double worstDistance = tolerance;
        for (int i = from + 1; i < to; i++) {
            double distance = distance(line.get(i), line.get(from), line.get(to));
            if (distance > worstDistance) {
                worst = i;
                worstDistance = distance;
            }
        }
        if (worst >= 0) {
            kept[worst] = true;
            keep(line, from, worst, tolerance, kept);
            keep(line, worst, to, tolerance, kept);
        }
    }

    private static int farthestFrom(Point start, List<Point> ring) {
        int far = 0;
        for (int i = 1; i < ring.size(); i++) {
            if (ring.get(i).squaredDistance(start) > ring.get(far).squaredDistance(start)) {
                far = i;
            }
        }
        return far;
    }

    private static double distance(Point point, Point from, Point to) {
        Point along = to.minus(from);
        double squared = along.x() * along.x() + along.y() * along.y();
        if (squared == 0) {
            return point.distance(from);
        }
        Point offset = point.minus(from);
        double share = Math.clamp((offset.x() * along.x() + offset.y() * along.y()) / squared, 0, 1);
        return point.distance(from.plus(along.times(share)));
    }
}
