package io.cityops.dashboard.map;

import java.util.ArrayList;
import java.util.List;

/**
 * The land nearest to each site, and which sites share a border.
 *
 * <p>Each cell begins as a regular polygon around its site, of the radius given, so that the cells at the rim stay
 * about as large as the others, and is cut by the bisector to every other site. With n sites this is n² cuts, which for
 * a few hundred wards is some milliseconds, once at the start.
 *
 * @param polygons the corners of each site's cell, in the order of the sites
 * @param neighbours for each site the sites whose cells touch its own, ascending
 */
record VoronoiCells(List<List<Point>> polygons, List<List<Integer>> neighbours) {
    private static final int RIM_CORNERS = 32;

    static VoronoiCells around(List<Point> sites, double[] rimRadius) {
        List<List<Point>> polygons = new ArrayList<>();
        List<List<Integer>> neighbours = new ArrayList<>();
        for (int i = 0; i < sites.size(); i++) {
            Outline outline = Outline.disc(sites.get(i), rimRadius[i]);
            for (int other : byDistance(sites, i)) {
                outline = outline.nearerTo(sites.get(i), sites.get(other), other);
            }
            polygons.add(List.copyOf(outline.corners));
            neighbours.add(outline.beyond.stream()
                    .filter(n -> n >= 0)
                    .distinct()
                    .sorted()
                    .toList());
        }
        return new VoronoiCells(List.copyOf(polygons), List.copyOf(neighbours));
    }

    private static List<Integer> byDistance(List<Point> sites, int from) {
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < sites.size(); i++) {
            if (i != from) {
                others.add(i);
            }
        }
        others.sort((a, b) -> Double.compare(
                sites.get(a).squaredDistance(sites.get(from)), sites.get(b).squaredDistance(sites.get(from))));
        return others;
    }

    /** A convex polygon; {@code beyond.get(k)} is the site behind the edge from corner k to the next, -1 the rim. */
    private record Outline(List<Point> corners, List<Integer> beyond) {
        static Outline disc(Point middle, double radius) {
            List<Point> corners = new ArrayList<>();
            List<Integer> beyond = new ArrayList<>();
            for (int k = 0; k < RIM_CORNERS; k++) {
                double angle = 2 * Math.PI * k / RIM_CORNERS;
                corners.add(new Point(middle.x() + radius * Math.cos(angle), middle.y() + radius * Math.sin(angle)));
                beyond.add(-1);
            }
            return new Outline(corners, beyond);
        }

        /** The part that lies nearer to {@code site} than to {@code rival}. */
        Outline nearerTo(Point site, Point rival, int rivalIndex) {
            Point middle = site.plus(rival).times(0.5);
            Point towards = rival.minus(site);
            List<Point> kept = new ArrayList<>();
            List<Integer> keptBeyond = new ArrayList<>();
            for (int k = 0; k < corners.size(); k++) {
                Point from = corners.get(k);
                Point to = corners.get((k + 1) % corners.size());
                double fromSide = side(from, middle, towards);
                double toSide = side(to, middle, towards);
                if (fromSide <= 0) {
                    kept.add(from);
                    keptBeyond.add(beyond.get(k));
                    if (toSide > 0) {
                        kept.add(between(from, to, fromSide, toSide));
                        keptBeyond.add(rivalIndex);
                    }
                } else if (toSide <= 0) {
                    kept.add(between(from, to, fromSide, toSide));
                    keptBeyond.add(beyond.get(k));
                }
            }
            return new Outline(kept, keptBeyond);
        }

        private static double side(Point point, Point onLine, Point normal) {
            return (point.x() - onLine.x()) * normal.x() + (point.y() - onLine.y()) * normal.y();
        }

        private static Point between(Point from, Point to, double fromSide, double toSide) {
            return from.plus(to.minus(from).times(fromSide / (fromSide - toSide)));
        }
    }
}
