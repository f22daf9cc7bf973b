package io.cityops.dashboard.map;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws the city's areas three times: as tiles, as the land nearest to each, and in their outlines where those are
 * known. An area that lies farther than {@link #REMOTE_KM} from all others, an island, is drawn in a frame in the
 * emptiest corner.
 */
public final class MapDrawer {
    private static final double REMOTE_KM = 40;
    private static final double MARGIN = 8;
    /** Corner to middle, in hexagon widths; slightly less than the grid's, which leaves a line between the tiles. */
    private static final double TILE_RADIUS = 0.97 / Math.sqrt(3);
    /** About a pixel of a map that is 1000 pixels high. */
    private static final double OUTLINE_TOLERANCE_KM = 0.1;

    private static final double RIM = 1.5;

    private final List<Area> areas;
    private final List<Point> places;
    private final List<Integer> near;
    private final List<Integer> remote;
    private final VoronoiCells voronoi;

    private MapDrawer(List<Area> areas, List<Point> places) {
        this.areas = areas;
        this.places = places;
        remote = IntStream.range(0, places.size())
                .filter(i -> isRemote(places, i))
                .boxed()
                .toList();
        near = IntStream.range(0, places.size())
                .filter(i -> !remote.contains(i))
                .boxed()
                .toList();
        double[] rim = near.stream()
                .mapToDouble(i -> RIM * Math.sqrt(areas.get(i).areaKm2() / Math.PI) + 0.1)
                .toArray();
        voronoi = VoronoiCells.around(near.stream().map(places::get).toList(), rim);
    }

    /**
     * @param boundaries where the outlines are; null: there are none
     * @throws IOException when they cannot be read
     */
    public static CityMap draw(Catalogue catalogue, @Nullable Path boundaries) throws IOException {
        List<Area> areas = leaves(catalogue);
        Projection projection = middleOf(areas);
        List<Point> places = areas.stream()
                .map(area -> projection.kilometres(area.lat(), area.lon()))
                .toList();
        Boundaries outlines = boundaries == null ? Boundaries.NONE : Boundaries.read(boundaries, projection);
        return new MapDrawer(areas, places).drawn(outlines);
    }

    /**
     * The ground under devices.
     *
     * @param boundaries as of {@link #draw}
     */
    public static GroundPlan ground(Catalogue catalogue, @Nullable Path boundaries) throws IOException {
        List<Area> areas = leaves(catalogue);
        Projection projection = middleOf(areas);
        List<Point> places = areas.stream()
                .map(area -> projection.kilometres(area.lat(), area.lon()))
                .toList();
        MapDrawer drawer = new MapDrawer(areas, places);
        List<List<List<Point>>> rings = drawer.schematicShapes();
        if (boundaries != null) {
            Boundaries outlines = Boundaries.read(boundaries, projection);
            rings = areas.stream()
                    .map(area -> outlines.rings().getOrDefault(area.code(), List.of()).stream()
                            .map(ring -> Simplification.of(ring, OUTLINE_TOLERANCE_KM))
                            .toList())
                    .toList();
        }
        List<List<List<Point>>> shapes = rings;
        List<Point> seenFirst = drawer.near.stream()
                .flatMap(i -> shapes.get(i).stream())
                .flatMap(List::stream)
                .toList();
        return GroundPlan.of(areas, shapes, Box.around(seenFirst), projection);
    }

    private static Projection middleOf(List<Area> areas) {
        return new Projection(
                areas.stream().mapToDouble(Area::lat).average().orElse(0),
                areas.stream().mapToDouble(Area::lon).average().orElse(0));
    }

    /** Those that no other area has as its parent. */
    private static List<Area> leaves(Catalogue catalogue) {
        Set<String> parents = new HashSet<>();
        catalogue.areas().forEach(area -> {
            if (area.parent() != null) {
                parents.add(area.parent());
            }
        });
        return catalogue.areas().stream()
                .filter(area -> !area.code().equals(Area.CITY) && !parents.contains(area.code()))
                .toList();
    }

    private static boolean isRemote(List<Point> places, int index) {
        return IntStream.range(0, places.size())
                .filter(other -> other != index)
                .noneMatch(other -> places.get(other).distance(places.get(index)) < REMOTE_KM);
    }

    private CityMap drawn(Boundaries boundaries) {
        List<Point> middles = tileMiddles();
        Sheet tiles = sheet(
                "tiles",
                middles.stream().map(middle -> List.of(hexagon(middle))).toList());
        Sheet schematic = sheet("schematic", schematicShapes());
        List<List<List<Point>>> rings = areas.stream()
                .map(area -> boundaries.rings().getOrDefault(area.code(), List.of()).stream()
                        .map(ring -> Simplification.of(ring, OUTLINE_TOLERANCE_KM))
                        .toList())
                .toList();
        @Nullable Sheet outlines = boundaries.rings().isEmpty() ? null : sheet("outline", rings);
        List<MapCell> cells = IntStream.range(0, areas.size())
                .mapToObj(i -> cell(i, tiles, schematic, outlines, middles.get(i)))
                .toList();
        List<Sheet> sheets = outlines == null ? List.of(tiles, schematic) : List.of(tiles, schematic, outlines);
        return new CityMap(
                sheets.stream().map(Sheet::view).toList(),
                cells,
                sheets.stream().flatMap(sheet -> sheet.insets().stream()).toList());
    }

    private MapCell cell(int i, Sheet tiles, Sheet schematic, @Nullable Sheet outlines, Point middle) {
        Point at = tiles.drawing().on(middle.plus(tiles.moved().get(i)));
        String outline = outlines == null ? "" : outlines.paths().get(i);
        return new MapCell(
                areas.get(i),
                tiles.paths().get(i),
                schematic.paths().get(i),
                outline.isEmpty() ? null : outline,
                at.x(),
                at.y());
    }

    /** In hexagon widths; a remote area's is at the origin, and is moved into its frame later. */
    private List<Point> tileMiddles() {
        List<Hexagon> cells = HexagonLayout.of(near.stream().map(places::get).toList(), voronoi.neighbours());
        Point[] middles = new Point[areas.size()];
        Arrays.fill(middles, new Point(0, 0));
        for (int k = 0; k < near.size(); k++) {
            middles[near.get(k)] = cells.get(k).middle();
        }
        return List.of(middles);
    }

    private static List<Point> hexagon(Point middle) {
        return IntStream.range(0, 6)
                .mapToObj(corner -> Math.toRadians(60 * corner - 90))
                .map(angle -> middle.plus(new Point(Math.cos(angle), Math.sin(angle)).times(TILE_RADIUS)))
                .toList();
    }

    private List<List<List<Point>>> schematicShapes() {
        List<List<List<Point>>> shapes = new ArrayList<>();
        for (int i = 0; i < areas.size(); i++) {
            int cell = near.indexOf(i);
            shapes.add(List.of(
                    cell >= 0
                            ? voronoi.polygons().get(cell)
                            : disc(places.get(i), areas.get(i).areaKm2())));
        }
        return shapes;
    }

    private static List<Point> disc(Point middle, double areaKm2) {
        double radius = Math.sqrt(areaKm2 / Math.PI);
        return IntStream.range(0, 24)
                .mapToObj(k -> 2 * Math.PI * k / 24)
                .map(angle -> middle.plus(new Point(Math.cos(angle), Math.sin(angle)).times(radius)))
                .toList();
    }

    /** One view: where each area was moved to, its path, and the frames. */
    private record Sheet(
            CityMap.View view, Drawing drawing, List<Point> moved, List<String> paths, List<CityMap.Inset> insets) {}

    private Sheet sheet(String id, List<List<List<Point>>> shapes) {
        List<Point> drawn = near.stream()
                .flatMap(i -> shapes.get(i).stream())
                .flatMap(List::stream)
                .toList();
        Box box = Box.around(drawn);
        Point[] moved = new Point[areas.size()];
        Arrays.fill(moved, new Point(0, 0));
        Map<Integer, Box> frames = new LinkedHashMap<>();
        for (int i : remote) {
            List<Point> shape = shapes.get(i).stream().flatMap(List::stream).toList();
            if (!shape.isEmpty()) {
                Box own = Box.around(shape);
                Box frame = own.grown(0.3 * Math.max(own.width(), own.height()));
                List<Point> taken = new ArrayList<>(drawn);
                frames.values().forEach(other -> taken.addAll(other.corners()));
                moved[i] = Corner.free(box, frame, trueMiddle(i, box), taken);
                frames.put(i, frame.movedBy(moved[i]));
            }
        }
        Drawing drawing = Drawing.fitting(box, MARGIN);
        List<String> paths = IntStream.range(0, areas.size())
                .mapToObj(i -> path(drawing, shapes.get(i), moved[i]))
                .toList();
        List<CityMap.Inset> insets = new ArrayList<>();
        frames.forEach((i, frame) -> insets.add(new CityMap.Inset(id, drawing.path(frame.corners()), areas.get(i))));
        return new Sheet(new CityMap.View(id, drawing.viewBox()), drawing, List.of(moved), paths, insets);
    }

    /** Where a remote area lies beside the others, whatever the unit of the box is. */
    private Point trueMiddle(int area, Box box) {
        Box ground = Box.around(near.stream().map(places::get).toList());
        Point away = places.get(area).minus(ground.middle());
        return box.middle()
                .plus(new Point(away.x() * box.width() / ground.width(), away.y() * box.height() / ground.height()));
    }

    private static String path(Drawing drawing, List<List<Point>> rings, Point moved) {
        StringBuilder path = new StringBuilder();
        for (List<Point> ring : rings) {
            if (ring.size() > 2) {
                path.append(drawing.path(
                        ring.stream().map(corner -> corner.plus(moved)).toList()));
            }
        }
        return path.toString();
    }
}
