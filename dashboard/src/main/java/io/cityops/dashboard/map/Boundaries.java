package io.cityops.dashboard.map;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Outlines by area code from a GeoJSON FeatureCollection (WGS 84, property {@code code}, Polygon or MultiPolygon).
 *
 * @param rings in kilometres, not closed; holes are rings like the others and count by the even-odd rule
 */
record Boundaries(Map<String, List<List<Point>>> rings) {
    static final Boundaries NONE = new Boundaries(Map.of());

    static Boundaries read(Path file, Projection projection) throws IOException {
        try {
            JsonNode root = JsonMapper.shared().readTree(Files.readAllBytes(file));
            Map<String, List<List<Point>>> rings = new HashMap<>();
            for (JsonNode feature : root.path("features")) {
                String code = feature.path("properties").path("code").asString("");
                if (!code.isEmpty()) {
                    rings.computeIfAbsent(code, c -> new ArrayList<>())
                            .addAll(rings(feature.path("geometry"), projection));
                }
            }
            if (rings.isEmpty()) {
                throw new IOException(file + " has no feature with a property code");
            }
            return new Boundaries(rings);
        } catch (JacksonException e) {
            throw new IOException(file + " is not GeoJSON: " + e.getOriginalMessage(), e);
        }
    }

    private static List<List<Point>> rings(JsonNode geometry, Projection projection) {
        List<List<Point>> rings = new ArrayList<>();
        JsonNode coordinates = geometry.path("coordinates");
        boolean several = geometry.path("type").asString("").equals("MultiPolygon");
        for (JsonNode polygon : several ? coordinates : List.of(coordinates)) {
            for (JsonNode ring : polygon) {
                rings.add(ring(ring, projection));
            }
        }
        return rings;
    }

    private static List<Point> ring(JsonNode positions, Projection projection) {
        List<Point> ring = new ArrayList<>();
        for (int i = 0; i < positions.size() - 1; i++) {
            JsonNode position = positions.get(i);
            ring.add(projection.kilometres(
                    position.get(1).asDouble(), position.get(0).asDouble()));
        }
        return ring;
    }
}
