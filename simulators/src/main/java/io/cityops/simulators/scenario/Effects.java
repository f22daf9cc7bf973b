package io.cityops.simulators.scenario;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A scenario's events, sorted so that asking costs next to nothing where nothing happens. Safe for several threads. */
public final class Effects {
    private final long startMillis;
    private final Map<EventKind, Map<String, List<Event>>> events = new EnumMap<>(EventKind.class);
    private final Map<EventKind, Map<String, List<Event>>> spilling = new EnumMap<>(EventKind.class);

    public Effects(Scenario scenario) {
        this.startMillis = scenario.start().toEpochMilli();
        for (Event event : scenario.events()) {
            sortIn(events, event, event.where());
            sortIn(spilling, event, event.spill());
        }
    }

    private static void sortIn(Map<EventKind, Map<String, List<Event>>> sorted, Event event, List<String> wards) {
        for (String ward : wards) {
            sorted.computeIfAbsent(event.kind(), kind -> new HashMap<>())
                    .computeIfAbsent(ward, code -> new ArrayList<>())
                    .add(event);
        }
    }

    /** How much of a kind there is in a ward: the sum of its events, 0 where there is none. */
    public double of(EventKind kind, String ward, long cityMillis) {
        double sum = 0;
        for (Event event : in(kind, ward)) {
            sum += event.strengthAt(cityMillis - startMillis);
        }
        return sum;
    }

    /** The strongest of a kind in a ward, 0 where there is none. */
    public double strongest(EventKind kind, String ward, long cityMillis) {
        double most = 0;
        for (Event event : in(kind, ward)) {
            most = Math.max(most, event.strengthAt(cityMillis - startMillis));
        }
        return most;
    }

    /** The events of a kind in a ward, whenever they are. */
    public List<Event> in(EventKind kind, String ward) {
        return events.getOrDefault(kind, Map.of()).getOrDefault(ward, List.of());
    }

    /** The events elsewhere whose queues may spill over into a ward. */
    public List<Event> spillingInto(EventKind kind, String ward) {
        return spilling.getOrDefault(kind, Map.of()).getOrDefault(ward, List.of());
    }

    /** When an event begins, in the city's time. */
    public long beginMillis(Event event) {
        return startMillis + event.at().toMillis();
    }

    public long endMillis(Event event) {
        return startMillis + event.end().toMillis();
    }
}
