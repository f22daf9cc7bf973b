package io.cityops.jobs.detect;

import java.util.Arrays;

/**
 * How far out each part has been: its two highest events, slowly fading. What has happened twice is a habit, and only what
 * goes clearly beyond the lower of the two is news; a single event is none, or the next of its kind would be missed.
 * Heights are in the part's own unit: in spreads the same burst would seem to grow while the spread settles.
 */
public class Records {
    private static final int EVENTS = 2;
    private static final int NO_EVENT = -1;

    /** Two of each slot. */
    public double[] heights = new double[EVENTS * Part.SLOTS];
    /** By slot: observations since the newest event was at its highest, and which of the two it is. */
    public int[] age = new int[Part.SLOTS];

    public int[] newest = filled(NO_EVENT);

    /** @return whether the departure is beyond what the part is used to, in which case it becomes part of that */
    boolean isNews(int slot, double departure, Sensitivity sensitivity, double fading) {
        boolean goesOn = newest[slot] != NO_EVENT && ++age[slot] <= sensitivity.holdDown();
        int event = EVENTS * slot + (goesOn ? newest[slot] : lower(slot));
        boolean news = departure > heights[event] * sensitivity.beyond();
        // What goes on must not creep up unnoticed; what comes again keeps the memory of it fresh.
        if (news || (!goesOn && departure > heights[event])) {
            heights[event] = departure;
            newest[slot] = event - EVENTS * slot;
            age[slot] = 0;
        }
        for (int i = 0; i < EVENTS; i++) {
            heights[EVENTS * slot + i] *= fading;
        }
        return news;
    }

    private int lower(int slot) {
        return heights[EVENTS * slot] <= heights[EVENTS * slot + 1] ? 0 : 1;
    }

    private static int[] filled(int value) {
        int[] all = new int[Part.SLOTS];
        Arrays.fill(all, value);
        return all;
    }
}
