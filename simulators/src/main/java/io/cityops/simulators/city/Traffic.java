package io.cityops.simulators.city;

import io.cityops.simulators.scenario.EventKind;
import java.time.Duration;

/**
 * Traffic past one camera, by a fundamental diagram of a lane in which motorcycles prevail (four of five vehicles, 0.25
 * passenger-car units each, so that a vehicle is 0.4 units): below capacity speed falls linearly with density from the free
 * speed to {@code 1 − β} of it, above it flow falls linearly with density (Smulders' form). Vehicles in the ward's queue
 * are on the congested branch, the others on the free one; flow is always density times speed.
 */
final class Traffic {
    /** Vehicles an hour and lane with signals. */
    static final double LANE_CAPACITY = 2400;

    private static final double JAM_PER_KM = 325;
    private static final double BETA = 0.45;
    private static final double LOWEST_KMH = 3;
    /** Share of the time in which a detector is covered, for each vehicle a kilometre and lane: 0.4 units of 6.4 m. */
    private static final double OCCUPANCY_PER_VEHICLE_KM = 100 * 0.4 * 6.4 / 1000;

    private static final double HALF_QUEUED_HOURS = 0.08;
    /** Of a ward's queue, what stands before one camera. */
    private static final double QUEUE_HERE = 0.15;

    /**
     * @param flowPerHour vehicles an hour
     * @param speedKmh space-mean speed
     * @param occupancyPct share of the time in which the detector is covered
     * @param queueM length of the queue before the camera
     */
    record State(double flowPerHour, double speedKmh, double occupancyPct, double queueM) {}

    private final Dice dice;
    private final Rain rain;
    private final Streets streets;
    private final Roads roads;
    private final Causes causes;

    Traffic(Dice dice, Rain rain, Streets streets, Roads roads, Causes causes) {
        this.dice = dice.of("traffic");
        this.rain = rain;
        this.streets = streets;
        this.roads = roads;
        this.causes = causes;
    }

    /** @param key of the camera, which decides how wide and how busy its road is */
    State at(Ward ward, long key, long atMillis) {
        int lanes = lanes(ward, key);
        double busy = dice.between(0.86, 1.08, key, 3)
                * (1 + 0.06 * dice.drift(key, atMillis, Duration.ofMinutes(20).toMillis()));
        double capacity = roads.capacity(ward, atMillis);
        double queueHours = roads.queueHours(ward, atMillis) * (0.7 + 0.6 * dice.uniform(key, 4));
        double queued = queueHours / (queueHours + HALF_QUEUED_HOURS);

        double freeKmh = freeKmh(ward, key, atMillis);
        double criticalPerKm = LANE_CAPACITY / (freeKmh * (1 - BETA));
        double moving = Math.min(1, roads.demand(ward, atMillis) * busy) * LANE_CAPACITY;
        double freely = densityBelowCapacity(Math.min(moving, capacity * LANE_CAPACITY), freeKmh, criticalPerKm);
        double leaving = capacity * LANE_CAPACITY * Roads.DISCHARGE_OF_A_QUEUE;
        double inQueue = JAM_PER_KM - leaving * (JAM_PER_KM - criticalPerKm) / LANE_CAPACITY;
        double flow = (1 - queued) * Math.min(moving, capacity * LANE_CAPACITY) + queued * leaving;
        double density = (1 - queued) * freely + queued * Math.max(inQueue, criticalPerKm);

        double speedKmh = flow / Math.max(density, 1e-9);
        if (speedKmh < LOWEST_KMH) {
            density = flow / LOWEST_KMH;
            speedKmh = LOWEST_KMH;
        }
        double queueM = 1000 * QUEUE_HERE * queueHours * LANE_CAPACITY / Math.max(inQueue, criticalPerKm);
        return new State(flow * lanes, speedKmh, Math.min(95, density * OCCUPANCY_PER_VEHICLE_KM), queueM);
    }

    /** Accidents, closures and fires that the camera has in view: those of the scenario always, others by half. */
    int incidentsInView(Ward ward, long key, long atMillis) {
        boolean looksThere = dice.uniform(key, 5) < 0.5;
        int scripted = (causes.scripted(EventKind.ACCIDENT, ward, atMillis) > 0 ? 1 : 0)
                + (causes.scripted(EventKind.CLOSURE, ward, atMillis) > 0 ? 1 : 0);
        int all = causes.blockages(ward, atMillis, atMillis + 1).size();
        return looksThere ? Math.max(scripted, all) : scripted;
    }

    /** Kilometres an hour in the ward as a whole: what ambulances and fire engines meet. */
    double wardKmh(Ward ward, long atMillis) {
        return at(ward, ward.key(), atMillis).speedKmh();
    }

    private int lanes(Ward ward, long key) {
        return 1 + (int) Math.round(2 * ward.urban() + 0.9 * dice.uniform(key, 1));
    }

    private double freeKmh(Ward ward, long key, long atMillis) {
        double rainShare = Math.min(1, rain.mmPerHour(ward, atMillis) / 45);
        double depth = streets.floodDepthM(ward, atMillis) * (0.7 + 0.5 * dice.uniform(key, 6));
        double waterShare = Math.min(1, depth / 0.35);
        return (52 - 10 * ward.urban() + 6 * dice.uniform(key, 2)) * (1 - 0.15 * rainShare) * (1 - 0.60 * waterShare);
    }

    /** The smaller density at which a flow below capacity passes: from {@code q = v·k·(1 − β·k/kc)}. */
    private static double densityBelowCapacity(double flow, double freeKmh, double criticalPerKm) {
        double discriminant = 1 - 4 * BETA * flow / (freeKmh * criticalPerKm);
        return criticalPerKm * (1 - StrictMath.sqrt(Math.max(0, discriminant))) / (2 * BETA);
    }
}
