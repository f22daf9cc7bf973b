package io.cityops.dashboard.map;

import io.cityops.model.catalogue.Area;
import org.jspecify.annotations.Nullable;

/**
 * One ward on the map, in each of its shapes as an SVG path.
 *
 * @param outline its true outline; null when no boundaries are known for it
 * @param tileX the middle of its tile, in drawing units
 */
public record MapCell(
        Area area, String tile, String schematic, @Nullable String outline, double tileX, double tileY) {}
