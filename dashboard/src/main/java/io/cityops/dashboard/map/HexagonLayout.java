package io.cityops.dashboard.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One hexagon for each ward, near its true place: a tile cartogram, in which a small dense ward is as visible as a
 * large empty one.
 *
 * <p>The same places always give the same layout; nothing is random. In three steps:
 *
 * <ol>
 *   <li>{@link #evenOut}: neighbours on the ground are drawn to one hexagon's width from each other, in the direction
 *       in which they really lie (least squares), then crowded ones are pushed apart;
 *   <li>{@link #snap}: each ward gets its own cell of the grid with the least total of squared displacement;
 *   <li>{@link #improve}: wards change places, or move to an empty cell, as long as that brings true neighbours
 *       together, closes holes and smooths the rim more than it displaces.
 * </ol>
 */
final class HexagonLayout {
    private static final int EVENING_SWEEPS = 400;
    private static final int SPREADING_SWEEPS = 200;
    private static final int MAX_IMPROVING_SWEEPS = 80;
    /** Weight of keeping true neighbours adjacent, and of an even rim, against squared displacement. */
    private static final double NEIGHBOUR_WEIGHT = 1.6;

    private static final double RIM_WEIGHT = 0.35;
    /** Slightly less than a hexagon's width, so that the crowded middle pushes outwards and leaves no holes. */
    private static final double SPACING = 0.94;

    private final List<List<Integer>> neighbours;
    private final Point[] wished;
    private final Hexagon[] cells;
    private final Map<Hexagon, Integer> occupant = new HashMap<>();

    private HexagonLayout(List<Point> places, List<List<Integer>> neighbours) {
        this.neighbours = neighbours;
        this.wished = spread(evenOut(places, neighbours));
        this.cells = snap(wished);
        for (int i = 0; i < cells.length; i++) {
            occupant.put(cells[i], i);
        }
    }

    /**
     * @param places in kilometres
     * @param neighbours who touches whom on the ground, by index, both ways
     * @return the cell of each place, in the same order
     */
    static List<Hexagon> of(List<Point> places, List<List<Integer>> neighbours) {
        HexagonLayout layout = new HexagonLayout(places, neighbours);
        layout.improve();
        return List.of(layout.cells);
    }

    private static Point[] evenOut(List<Point> places, List<List<Integer>> neighbours) {
        Point[] even = places.toArray(Point[]::new);
        double scale = SPACING / medianNeighbourDistance(places, neighbours);
        Arrays.setAll(even, i -> places.get(i).times(scale));
        for (int sweep = 0; sweep < EVENING_SWEEPS; sweep++) {
            for (int i = 0; i < even.length; i++) {
                if (neighbours.get(i).isEmpty()) {
                    continue;
                }
                Point sum = new Point(0, 0);
                for (int n : neighbours.get(i)) {
                    Point away = places.get(i).minus(places.get(n));
                    sum = sum.plus(even[n]).plus(away.times(SPACING / away.length()));
                }
                even[i] = sum.times(1.0 / neighbours.get(i).size());
            }
        }
        return even;
    }

    private static double medianNeighbourDistance(List<Point> places, List<List<Integer>> neighbours) {
        List<Double> distances = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            for (int n : neighbours.get(i)) {
                distances.add(places.get(i).distance(places.get(n)));
            }
        }
        distances.sort(null);
        return distances.isEmpty() ? 1 : distances.get(distances.size() / 2);
    }

    private static Point[] spread(Point[] points) {
        for (int sweep = 0; sweep < SPREADING_SWEEPS; sweep++) {
            for (int i = 0; i < points.length; i++) {
                for (int j = i + 1; j < points.length; j++) {
                    Point apart = points[j].minus(points[i]);
                    double lacking = SPACING - apart.length();
                    if (lacking > 0 && apart.length() > 0) {
                        Point push = apart.times(0.5 * lacking / apart.length());
                        points[i] = points[i].minus(push);
                        points[j] = points[j].plus(push);
                    }
                }
            }
        }
        return points;
    }

    private static Hexagon[] snap(Point[] points) {
        Set<Hexagon> near = new LinkedHashSet<>();
        for (Point point : points) {
            near.add(Hexagon.at(point));
        }
        for (int ring = 0; ring < 2; ring++) {
            for (Hexagon cell : List.copyOf(near)) {
                near.addAll(cell.neighbours());
            }
        }
        List<Hexagon> free = List.copyOf(near);
        double[][] cost = new double[points.length][free.size()];
        for (int i = 0; i < points.length; i++) {
            for (int k = 0; k < free.size(); k++) {
                cost[i][k] = points[i].squaredDistance(free.get(k).middle());
            }
        }
        int[] chosen = Assignment.cheapest(cost);
        Hexagon[] cells = new Hexagon[points.length];
        Arrays.setAll(cells, i -> free.get(chosen[i]));
        return cells;
    }

    private void improve() {
        boolean improved = true;
        for (int sweep = 0; improved && sweep < MAX_IMPROVING_SWEEPS; sweep++) {
            improved = false;
            for (int ward = 0; ward < cells.length; ward++) {
                for (Hexagon target : within(cells[ward], 3)) {
                    improved |= moveIfBetter(ward, target);
                }
            }
        }
    }

    private static List<Hexagon> within(Hexagon cell, int radius) {
        List<Hexagon> around = new ArrayList<>();
        for (int q = -radius; q <= radius; q++) {
            for (int r = Math.max(-radius, -q - radius); r <= Math.min(radius, -q + radius); r++) {
                if (q != 0 || r != 0) {
                    around.add(new Hexagon(cell.q() + q, cell.r() + r));
                }
            }
        }
        return around;
    }

    private boolean moveIfBetter(int ward, Hexagon target) {
        Hexagon origin = cells[ward];
        Integer other = occupant.get(target);
        double before = strain(ward) + (other == null ? rim(origin, target) : strain(other));
        put(ward, target, other, origin);
        double after = strain(ward) + (other == null ? rim(origin, target) : strain(other));
        if (after < before - 1e-9) {
            return true;
        }
        put(ward, origin, other, target);
        return false;
    }

    private void put(int ward, Hexagon cell, @org.jspecify.annotations.Nullable Integer other, Hexagon otherCell) {
        cells[ward] = cell;
        occupant.put(cell, ward);
        if (other == null) {
            occupant.remove(otherCell);
        } else {
            cells[other] = otherCell;
            occupant.put(otherCell, other);
        }
    }

    private double strain(int ward) {
        double strain = wished[ward].squaredDistance(cells[ward].middle());
        for (int n : neighbours.get(ward)) {
            int gap = cells[ward].steps(cells[n]) - 1;
            strain += NEIGHBOUR_WEIGHT * gap * gap;
        }
        return strain;
    }

    /** How ragged the rim is around the two cells: the sides between an occupied and an empty cell. */
    private double rim(Hexagon one, Hexagon two) {
        Set<Hexagon> around = new LinkedHashSet<>();
        around.add(one);
        around.add(two);
        int sides = 0;
        for (Hexagon cell : around) {
            for (Hexagon n : cell.neighbours()) {
                if (occupant.containsKey(cell) != occupant.containsKey(n)) {
                    sides += around.contains(n) ? 1 : 2;
                }
            }
        }
        return RIM_WEIGHT * sides;
    }
}
