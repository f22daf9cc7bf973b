package io.cityops.dashboard.map;

/**
 * A place on the drawing plane: x to the east, y to the south. The unit is what the holder says: kilometres, hexagon
 * widths or drawing units.
 */
record Point(double x, double y) {
    Point plus(Point other) {
        return new Point(x + other.x, y + other.y);
    }

    Point minus(Point other) {
        return new Point(x - other.x, y - other.y);
    }

    Point times(double factor) {
        return new Point(x * factor, y * factor);
    }

    double length() {
        return Math.hypot(x, y);
    }

    double distance(Point other) {
        return Math.hypot(x - other.x, y - other.y);
    }

    double squaredDistance(Point other) {
        double dx = x - other.x;
        double dy = y - other.y;
        return dx * dx + dy * dy;
    }
}
