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
    private record Turn(SimulatedDevice device, long index, long atMillis) {}

    /** When an observation is due; grows with the index. */
    public interface Due {
        long millis(SimulatedDevice device, long index);
    }

    private final Due dueMillis;

    private final PriorityQueue<Turn> turns = new PriorityQueue<>(Comparator.comparingLong(Turn::atMillis)
            .thenComparingInt(turn -> turn.device().ordinal()));

    /** Every device on its grid. */
    public CitySchedule(List<SimulatedDevice> devices, long startMillis) {
        this(devices, startMillis, SimulatedDevice::observedAtMillis);
    }

    /** Begins with each device's first observation that is due after {@code startMillis}. */
    public CitySchedule(List<SimulatedDevice> devices, long startMillis, Due dueMillis) {
        this.dueMillis = dueMillis;
        for (SimulatedDevice device : devices) {
            long index = device.indexAt(startMillis);
            turns.add(dueMillis.millis(device, index) > startMillis ? turn(device, index) : turn(device, index + 1));
        }
    }

    /** Calls for each observation due by {@code nowMillis}, each exactly once over the schedule's life. */
    public void advanceTo(long nowMillis, BiConsumer<SimulatedDevice, Long> due) {
        Turn turn = turns.peek();
        while (turn != null && turn.atMillis() <= nowMillis) {
            turns.poll();
            due.accept(turn.device(), turn.index());
            turns.add(turn(turn.device(), turn.index() + 1));
            turn = turns.peek();
        }
    }

    private Turn turn(SimulatedDevice device, long index) {
        return new Turn(device, index, dueMillis.millis(device, index));
    }
}
