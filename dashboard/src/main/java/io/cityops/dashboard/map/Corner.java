package io.cityops.dashboard.map;

import java.util.Comparator;
import java.util.List;

/** Finds room for a frame. */
final class Corner {
    private Corner() {}

    /**
     * How to move the frame into a corner of the box: the one on the frame's true side where nothing is in the way, else
     * the next that is free, else the emptiest.
     *
     * @param trueMiddle where the frame's content really lies, in the box's unit
     */
    static Point free(Box box, Box frame, Point trueMiddle, List<Point> taken) {
        double needed = Math.hypot(frame.width(), frame.height()) / 2;
        Point best = box.middle();
        double bestDistance = -1;
        for (Point corner : corners(box, frame, trueMiddle)) {
            double distance = taken.stream().mapToDouble(corner::distance).min().orElse(needed);
            if (distance > bestDistance) {
                best = corner;
                bestDistance = distance;
            }
            if (distance >= needed) {
                break;
            }
        }
        return best.minus(frame.middle());
    }

    /** The nearest to the true place first. */
    private static List<Point> corners(Box box, Box frame, Point trueMiddle) {
        Box inner = new Box(
                box.minX() + frame.width() / 2,
                box.minY() + frame.height() / 2,
                box.maxX() - frame.width() / 2,
                box.maxY() - frame.height() / 2);
        return inner.corners().stream()
                .sorted(Comparator.comparingDouble(trueMiddle::squaredDistance))
                .toList();
    }
}
