package io.cityops.dashboard.map;

import java.util.List;

/** Finds room for a frame. */
final class Corner {
    private Corner() {}

    /** How to move the frame into that corner of the box which is farthest from all points. */
    static Point emptiest(Box box, Box frame, List<Point> taken) {
        double halfWidth = frame.width() / 2;
        double halfHeight = frame.height() / 2;
        Point best = box.middle();
        double bestDistance = -1;
        for (double y : new double[] {box.maxY() - halfHeight, box.minY() + halfHeight}) {
            for (double x : new double[] {box.minX() + halfWidth, box.maxX() - halfWidth}) {
                Point middle = new Point(x, y);
                double distance = taken.stream()
                        .mapToDouble(middle::squaredDistance)
                        .min()
                        .orElse(0);
                if (distance > bestDistance) {
                    best = middle;
                    bestDistance = distance;
                }
            }
        }
        return best.minus(frame.middle());
    }
}
