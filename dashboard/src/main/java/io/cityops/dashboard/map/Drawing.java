package io.cityops.dashboard.map;

import java.util.List;
import java.util.Locale;

/** Moves points onto a sheet that begins at (0, 0), and writes them as SVG. */
record Drawing(Box from, double scale, double margin) {
    private static final double SHEET = 1000;

    /** The longer side of the box becomes 1000 units, less the margin. */
    static Drawing fitting(Box box, double margin) {
        double longer = Math.max(box.width(), box.height());
        return new Drawing(box, (SHEET - 2 * margin) / longer, margin);
    }

    Point on(Point point) {
        return point.minus(new Point(from.minX(), from.minY())).times(scale).plus(new Point(margin, margin));
    }

    String viewBox() {
        return "0 0 %s %s"
                .formatted(number(from.width() * scale + 2 * margin), number(from.height() * scale + 2 * margin));
    }

    String path(List<Point> ring) {
        StringBuilder path = new StringBuilder();
        for (Point corner : ring) {
            Point at = on(corner);
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(number(at.x()))
                    .append(' ')
                    .append(number(at.y()));
        }
        return path.append('Z').toString();
    }

    /** In the points' own unit, to a hundredth of it. */
    static String plain(List<Point> ring) {
        StringBuilder path = new StringBuilder();
        for (Point corner : ring) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(String.format(Locale.ROOT, "%.2f %.2f", corner.x(), corner.y()));
        }
        return path.append('Z').toString();
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
