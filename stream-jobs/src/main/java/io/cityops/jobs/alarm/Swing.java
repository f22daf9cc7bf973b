package io.cityops.jobs.alarm;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.DoublePredicate;

/**
 * Which values of a series the rules on its rate of change must be told: those that later ones are measured from, the lowest or
 * highest of each part of the time behind, and those whose change is not far from any alarm. From the others they learn nothing.
 * Until the whole time behind is known here every value is news, so it needs no place in checkpoints.
 */
public final class Swing {
    private final Duration over;
    private final boolean above;
    private final long[] parts = new long[Change.PARTS + 1];
    private final double[] extremes = new double[parts.length];
    private long since = Long.MIN_VALUE;
    private boolean calm;

    /** @param above whether rises are meant; else falls */
    public Swing(Duration over, boolean above) {
        this.over = over;
        this.above = above;
        Arrays.fill(parts, Long.MIN_VALUE);
    }

    /**
     * @param atMillis when it was observed; not before those of before
     * @param far whether a change is far from any alarm
     */
    public boolean isNews(double value, long atMillis, DoublePredicate far) {
        long now = Change.part(atMillis, over);
        since = since == Long.MIN_VALUE ? now : since;
        int place = (int) Math.floorMod(now, (long) parts.length);
        boolean farthest = parts[place] != now || (above ? value < extremes[place] : value > extremes[place]);
        if (farthest) {
            parts[place] = now;
            extremes[place] = value;
        }
        boolean calmBefore = calm;
        calm = far.test(change(value, now));
        return farthest || !calm || !calmBefore || now - since <= Change.PARTS;
    }

    private double change(double value, long now) {
        double farthest = value;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] >= now - Change.PARTS && parts[i] <= now) {
                farthest = above ? Math.min(farthest, extremes[i]) : Math.max(farthest, extremes[i]);
            }
        }
        return Change.rounded(value - farthest);
    }
}
