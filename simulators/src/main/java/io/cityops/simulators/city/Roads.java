package io.cityops.simulators.city;

import io.cityops.simulators.city.Causes.Blockage;
import io.cityops.simulators.scenario.EventKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The roads of a ward as one: how much wants to pass, how much can, and the queue of what could not. Demand and capacity are
 * shares of the dry, unhindered capacity; a queue is told in hours of that capacity.
 *
 * <p>{@code dQ/dt = demand − c·capacity}, never below 0, over the last four hours; {@code c} is less than 1 while there is a
 * queue (capacity drop). Rain, water, dark signals and blockages take capacity. What a blockage has added to a queue
 * beyond what the ward's roads hold presses on the wards it spills over to, and takes capacity there.
 *
 * <p>What happens by chance spills to the neighbours as if no scenario were played, and a scenario's blockages only to
 * the wards that it names; so a scenario changes nothing elsewhere.
 */
final class Roads {
    static final double DISCHARGE_OF_A_QUEUE = 0.88;

    private static final int REMEMBERED_MINUTES = 240;
    private static final long REMEMBERED_MILLIS = REMEMBERED_MINUTES * 60_000L;
    private static final double HELD_HOURS = 0.12;
    private static final double MOST_PRESSURE = 0.55;
    private static final double LEAST_CAPACITY = 0.04;
    private static final double LONGEST_QUEUE_HOURS = 1.2;

    private final Rain rain;
    private final Streets streets;
    private final Grid grid;
    private final Causes causes;
    private final @Nullable Roads ordinary;
    private final PerMinute demand;
    private final PerMinute open;
    private final PerMinute unblockedQueue;
    private final PerMinute ownQueue;
    private final PerMinute queue;

    /** @param ordinary the same city without what the scenario scripts; null when this is it */
    Roads(Rain rain, Streets streets, Grid grid, Causes causes, Wards wards, @Nullable Roads ordinary) {
        this.rain = rain;
        this.streets = streets;
        this.grid = grid;
        this.causes = causes;
        this.ordinary = ordinary;
        this.demand = new PerMinute(wards, this::demandAt);
        this.open = new PerMinute(wards, this::openAt);
        this.unblockedQueue = new PerMinute(wards, (ward, minute) -> queued(ward, minute, List.of(), List.of()));
        this.ownQueue = new PerMinute(wards, (ward, minute) -> queueOf(ward, minute, false));
        this.queue = new PerMinute(wards, (ward, minute) -> queueOf(ward, minute, true));
    }

    /** Share of the dry capacity that would like to pass. */
    double demand(Ward ward, long atMillis) {
        return demand.smooth(ward, atMillis);
    }

    /** Share of the dry capacity that can pass. */
    double capacity(Ward ward, long atMillis) {
        double pressed = 1 - pressure(spilling(ward, atMillis, atMillis + 1), PerMinute.minuteOf(atMillis));
        double blocked = unblocked(causes.blockages(ward, atMillis, atMillis + 1), atMillis);
        return Math.max(LEAST_CAPACITY, open.smooth(ward, atMillis) * blocked * pressed);
    }

    /** Hours of the dry capacity that stand and wait. */
    double queueHours(Ward ward, long atMillis) {
        return queue.smooth(ward, atMillis);
    }

    private double demandAt(Ward ward, long minute) {
        long atMillis = PerMinute.millisOf(minute);
        double usual = (0.58 + 0.40 * ward.urban()) * Rhythm.traffic(atMillis);
        return usual * (1 + causes.scripted(EventKind.DEMAND, ward, atMillis));
    }

    /** Capacity but for blockages: in rain people keep apart, in water they crawl, without signals they share the crossing. */
    private double openAt(Ward ward, long minute) {
        long atMillis = PerMinute.millisOf(minute);
        double rainShare = Math.min(1, rain.mmPerHour(ward, atMillis) / 45);
        double waterShare = Math.min(1, streets.floodDepthAtMinuteM(ward, minute) / 0.35);
        double dark = grid.outageShare(ward, atMillis);
        double fire = Math.min(1, causes.of(EventKind.FIRE, ward, atMillis) / 4);
        double crowd = Math.min(1, causes.scripted(EventKind.CROWD, ward, atMillis) / 6);
        return (1 - 0.20 * rainShare)
                * (1 - 0.60 * waterShare)
                * (1 - 0.40 * dark)
                * (1 - 0.45 * fire)
                * (1 - 0.4 * crowd);
    }

    private double queueOf(Ward ward, long minute, boolean withSpill) {
        long until = PerMinute.millisOf(minute) + 1;
        List<Blockage> blockages = causes.blockages(ward, until - REMEMBERED_MILLIS, until);
        List<Spill> spills = withSpill ? spilling(ward, until - REMEMBERED_MILLIS, until) : List.of();
        if (blockages.isEmpty() && spills.isEmpty()) {
            return unblockedQueue.at(ward, minute);
        }
        return queued(ward, minute, blockages, spills);
    }

    private double queued(Ward ward, long minute, List<Blockage> blockages, List<Spill> spills) {
        double queue = 0;
        for (long m = minute - REMEMBERED_MINUTES + 1; m <= minute; m++) {
            double capacity =
                    open.at(ward, m) * unblocked(blockages, PerMinute.millisOf(m)) * (1 - pressure(spills, m));
            double leaves = Math.max(LEAST_CAPACITY, capacity) * (queue > 0 ? DISCHARGE_OF_A_QUEUE : 1);
            queue = Math.min(LONGEST_QUEUE_HOURS, Math.max(0, queue + (demand.at(ward, m) - leaves) / 60));
        }
        return queue;
    }

    private static double unblocked(List<Blockage> blockages, long atMillis) {
        double open = 1;
        for (Blockage blockage : blockages) {
            if (atMillis >= blockage.fromMillis() && atMillis < blockage.untilMillis()) {
                open *= 1 - blockage.magnitude();
            }
        }
        return open;
    }

    /** @param scripted whether only what the scenario has added to the queue spills */
    private record Spill(Ward from, boolean scripted) {}

    private List<Spill> spilling(Ward ward, long fromMillis, long untilMillis) {
        List<Spill> spills = List.of();
        Roads life = ordinary == null ? this : ordinary;
        for (Ward other : life.causes.chanceSpillingInto(ward, fromMillis - REMEMBERED_MILLIS, untilMillis)) {
            spills = with(spills, new Spill(other, false));
        }
        for (Ward other : causes.scriptedSpillingInto(ward, fromMillis - REMEMBERED_MILLIS, untilMillis)) {
            spills = with(spills, new Spill(other, true));
        }
        return spills;
    }

    private static List<Spill> with(List<Spill> spills, Spill spill) {
        List<Spill> more = new ArrayList<>(spills);
        more.add(spill);
        return more;
    }

    private double pressure(List<Spill> spills, long minute) {
        double hours = 0;
        for (Spill spill : spills) {
            hours += spill.scripted ? scriptedExcess(spill.from, minute) : chanceExcess(spill.from, minute);
        }
        return Math.min(MOST_PRESSURE, 2.2 * hours);
    }

    /** What chance's blockages have added to a queue beyond what the ward's roads hold, in the city without a scenario. */
    private double chanceExcess(Ward ward, long minute) {
        Roads life = ordinary == null ? this : ordinary;
        return Math.max(0, life.addedByBlockages(ward, minute) - HELD_HOURS);
    }

    private double scriptedExcess(Ward ward, long minute) {
        double byChance = ordinary == null ? 0 : ordinary.addedByBlockages(ward, minute);
        return Math.max(0, addedByBlockages(ward, minute) - byChance - HELD_HOURS);
    }

    private double addedByBlockages(Ward ward, long minute) {
        return ownQueue.at(ward, minute) - unblockedQueue.at(ward, minute);
    }
}
