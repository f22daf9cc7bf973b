package io.cityops.dashboard.map;

import java.util.Collection;
import java.util.List;

/** A rectangle around points. */
record Box(double minX, double minY, double maxX, double maxY) {
    static Box around(Collection<Point> points) {
        Box box = new Box(
                Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
        for (Point point : points) {
            box = new Box(
                    Math.min(box.minX, point.x()),
                    Math.min(box.minY, point.y()),
                    Math.max(box.maxX, point.x()),
                    Math.max(box.maxY, point.y()));
        }
        return box;
    }

    double width() {
        return maxX - minX;
    }

    double height() {
        return maxY - minY;
    }

    Box grown(double by) {
        return new Box(minX - by, minY - by, maxX + by, maxY + by);
    }

    Box movedBy(Point by) {
        return new Box(minX + by.x(), minY + by.y(), maxX + by.x(), maxY + by.y());
    }

    List<Point> corners() {
        return List.of(new Point(minX, minY), new Point(maxX, minY), new Point(maxX, maxY), new Point(minX, maxY));
    }

    Point middle() {
        return new Point((minX + maxX) / 2, (minY + maxY) / 2);
    }
}
