package io.cityops.dashboard.map;

import io.cityops.model.catalogue.Area;
import java.util.ArrayList;
import java.util.List;

/**
 * The areas where they truly are, in kilometres to the east and to the south of the middle of the city: the ground under
 * devices.
 *
 * @param shapes in their outlines where those are known, else the land nearest to each
 * @param minX of the part to be looked at first, which leaves out islands far away; as the three after it
 */
public record GroundPlan(
        List<Shape> shapes, double minX, double minY, double maxX, double maxY, Projection projection) {
    /** @param path as SVG has it */
    public record Shape(Area area, String path) {}

    static GroundPlan of(List<Area> areas, List<List<List<Point>>> rings, Box view, Projection projection) {
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < areas.size(); i++) {
            StringBuilder path = new StringBuilder();
            rings.get(i).forEach(ring -> path.append(Drawing.plain(ring)));
            shapes.add(new Shape(areas.get(i), path.toString()));
        }
        return new GroundPlan(List.copyOf(shapes), view.minX(), view.minY(), view.maxX(), view.maxY(), projection);
    }

    public double x(double lat, double lon) {
        return projection.kilometres(lat, lon).x();
    }

    public double y(double lat, double lon) {
        return projection.kilometres(lat, lon).y();
    }
}
