package io.cityops.simulators.scenario;

import java.time.Duration;
import java.util.List;

/**
 * One thing that happens.
 *
 * @param id by which labels name it
 * @param at after the scenario's start
 * @param duration of the cause; water drains, queues discharge and reports are closed after it
 * @param where ward codes
 * @param spill wards to which a queue of vehicles may spill over; empty for all other kinds
 * @param magnitude at its height, in the unit of {@link EventKind}
 */
public record Event(
        String id,
        EventKind kind,
        Duration at,
        Duration duration,
        List<String> where,
        List<String> spill,
        double magnitude) {
    public Event {
        where = List.copyOf(where);
        spill = List.copyOf(spill);
    }

    public Duration end() {
        return at.plus(duration);
    }

    /** How much of it there is, in the kind's unit, so many milliseconds after the scenario's start; 0 before and after. */
    double strengthAt(long sinceStartMillis) {
        long since = sinceStartMillis - at.toMillis();
        long whole = duration.toMillis();
        if (since < 0 || since >= whole) {
            return 0;
        }
        return magnitude * kind.shape().at(since / (double) whole);
    }
}
