package io.cityops.dashboard.map;

import java.util.List;

/** A cell of the hexagon grid (pointed top) in axial coordinates: q to the east, r to the south-east. */
record Hexagon(int q, int r) {
    private static final double ROW_HEIGHT = Math.sqrt(3) / 2;

    /** The middle, in hexagon widths: neighbours are exactly 1 apart. */
    Point middle() {
        return new Point(q + r / 2.0, r * ROW_HEIGHT);
    }

    static Hexagon at(Point point) {
        double r = point.y() / ROW_HEIGHT;
        double q = point.x() - r / 2;
        long roundQ = Math.round(q);
        long roundR = Math.round(r);
        long roundS = Math.round(-q - r);
        double offQ = Math.abs(roundQ - q);
        double offR = Math.abs(roundR - r);
        double offS = Math.abs(roundS + q + r);
        if (offQ > offR && offQ > offS) {
            roundQ = -roundR - roundS;
        } else if (offR > offS) {
            roundR = -roundQ - roundS;
        }
        return new Hexagon((int) roundQ, (int) roundR);
    }

    /** Steps from cell to cell. */
    int steps(Hexagon other) {
        int dq = q - other.q;
        int dr = r - other.r;
        return (Math.abs(dq) + Math.abs(dr) + Math.abs(dq + dr)) / 2;
    }

    List<Hexagon> neighbours() {
        return List.of(
                new Hexagon(q + 1, r),
                new Hexagon(q, r + 1),
                new Hexagon(q - 1, r + 1),
                new Hexagon(q - 1, r),
                new Hexagon(q, r - 1),
                new Hexagon(q + 1, r - 1));
    }
}
