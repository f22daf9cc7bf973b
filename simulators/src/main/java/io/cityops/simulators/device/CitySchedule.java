package io.cityops.simulators.device;

import io.cityops.simulators.city.SimulatedDevice;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;

/**
 * Whose turn it is. Walks all devices' observations in the order of time; told what time it is, so that nothing here
 * waits. Not safe for several threads.
 */
public final class CitySchedule {
    private record Turn(SimulatedDevice device, long index) {
        long atMillis() {
            return device.observedAtMillis(index);
        }

        Turn next() {
            return new Turn(device, index + 1);
        }
    }

    private final PriorityQueue<Turn> turns = new PriorityQueue<>(Comparator.comparingLong(Turn::atMillis)
            .thenComparingInt(turn -> turn.device().ordinal()));

    /** Begins with each device's first observation after {@code startMillis}. */
    public CitySchedule(List<SimulatedDevice> devices, long startMillis) {
        for (SimulatedDevice device : devices) {
            turns.add(new Turn(device, device.indexAt(startMillis) + 1));
        }
    }

    /** Calls for each observation due by {@code nowMillis}, each exactly once over the schedule's life. */
    public void advanceTo(long nowMillis, BiConsumer<SimulatedDevice, Long> due) {
        Turn turn = turns.peek();
        while (turn != null && turn.atMillis() <= nowMillis) {
            turns.poll();
            due.accept(turn.device(), turn.index());
            turns.add(turn.next());
            turn = turns.peek();
        }
    }
}
