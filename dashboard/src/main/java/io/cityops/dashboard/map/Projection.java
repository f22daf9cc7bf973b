package io.cityops.dashboard.map;

/** Degrees to kilometres around a middle latitude: true enough over a city, and its own inverse is never needed. */
public record Projection(double middleLat, double middleLon) {
    private static final double KM_PER_DEGREE = 111.32;

    Point kilometres(double lat, double lon) {
        double x = (lon - middleLon) * KM_PER_DEGREE * Math.cos(Math.toRadians(middleLat));
        double y = (middleLat - lat) * KM_PER_DEGREE;
        return new Point(x, y);
    }
}
