package io.cityops.dashboard.map;

import io.cityops.model.catalogue.Area;
import java.util.List;

/**
 * The map's drawing, worked out once at the start and the same for every wall.
 *
 * @param views the first is the one to begin with
 * @param insets frames around what lies far away and is drawn nearer
 */
public record CityMap(List<View> views, List<MapCell> cells, List<Inset> insets) {
    /**
     * @param id {@code tiles}, {@code schematic} or {@code outline}
     * @param viewBox as SVG has it
     */
    public record View(String id, String viewBox) {}

    /**
     * @param path the frame, as an SVG path
     * @param area what is in it
     */
    public record Inset(String view, String path, Area area) {}
}
