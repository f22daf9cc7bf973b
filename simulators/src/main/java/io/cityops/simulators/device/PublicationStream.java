package io.cityops.simulators.device;

import io.cityops.simulators.city.SimulatedDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Consumer;

/**
 * All that the devices publish in a span of time, in the order of its sending: the same to the byte on any run and with
 * any number of threads.
 */
public final class PublicationStream implements AutoCloseable {
    private volatile DeviceFeed feed;
    private final CitySchedule schedule;
    private final ForkJoinPool workers;

    /**
     * @param startMillis exclusive
     * @param threads that make payloads
     */
    public PublicationStream(List<SimulatedDevice> devices, DeviceFeed feed, long startMillis, int threads) {
        this.feed = feed;
        this.schedule = new CitySchedule(devices, startMillis, feed::dueMillis);
        this.workers = new ForkJoinPool(threads);
    }

    /** A message and when it is due. */
    public record Due(long atMillis, Publication publication) {}

    private record Turn(SimulatedDevice device, long index) {}

    private record Made(List<Publication> publications, Optional<Fault> withheld) {}

    /** From now on as this feed has it; it must have the same devices and traits. */
    public void follow(DeviceFeed changed) {
        feed = changed;
    }

    /**
     * Tells all that is due by {@code untilMillis} and has not been told; in memory at once, so ask for minutes.
     *
     * @param withheld is told of each observation that a device does not send at its time
     */
    public void advanceTo(long untilMillis, Consumer<Due> told, Consumer<Fault> withheld) {
        DeviceFeed current = feed;
        List<Turn> turns = new ArrayList<>();
        schedule.advanceTo(untilMillis, (device, index) -> turns.add(new Turn(device, index)));
        List<ForkJoinTask<Made>> tasks = turns.stream()
                .map(turn -> workers.submit(() -> made(current, turn)))
                .toList();
        for (int i = 0; i < turns.size(); i++) {
            long at = current.dueMillis(turns.get(i).device, turns.get(i).index);
            Made made = tasks.get(i).join();
            made.publications.forEach(publication -> told.accept(new Due(at, publication)));
            made.withheld.ifPresent(withheld);
        }
    }

    private static Made made(DeviceFeed feed, Turn turn) {
        List<Publication> publications = feed.at(turn.device, turn.index);
        return new Made(
                publications, publications.isEmpty() ? feed.withheld(turn.device, turn.index) : Optional.empty());
    }

    @Override
    public void close() {
        workers.close();
    }
}
