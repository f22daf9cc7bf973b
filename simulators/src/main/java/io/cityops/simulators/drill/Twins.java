package io.cityops.simulators.drill;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.DevicePlan;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.Content;
import io.cityops.simulators.device.DeviceFeed;
import io.cityops.simulators.device.NativeFormat;
import io.cityops.simulators.device.Publication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the twins of a drill publish: each sees what its ordinary device would see in the scenario's city, and says it
 * under an id of its own. All work as they should, so that whatever is noticed comes from the scenario.
 */
final class Twins {
    private static final long HISTORY_SPACING_MILLIS = Duration.ofMinutes(1).toMillis();

    private static final double MOST_OFTEN = 20;

    private final City city;
    private final String run;

    Twins(City city, String run) {
        this.city = city;
        this.run = run;
    }

    /** Those that have twins. When time passes faster they report more often, up to a bound. */
    static List<SimulatedDevice> devices(Catalogue catalogue, long seed, int count, double speed) {
        List<SimulatedDevice> plan = DevicePlan.of(catalogue, seed, count);
        return speed > 1 ? DevicePlan.faster(plan, Math.min(speed, MOST_OFTEN)) : plan;
    }

    /** As the registry demands it of a drill's devices. */
    static String idOf(String run, SimulatedDevice device) {
        return "drill-" + run + "-" + device.id();
    }

    Publication at(SimulatedDevice device, long index) {
        Observation observation = city.observe(device, index);
        return publication(device, NativeFormat.write(observation), List.of(observation));
    }

    /** What a twin remembers when it first connects: its observations in {@code [from, until)}, at most one a minute. */
    List<Publication> history(SimulatedDevice device, long fromMillis, long untilMillis) {
        List<Observation> kept = new ArrayList<>();
        long minute = Long.MIN_VALUE;
        for (long index = device.indexAt(fromMillis - 1) + 1; device.observedAtMillis(index) < untilMillis; index++) {
            long itsMinute = Math.floorDiv(device.observedAtMillis(index), HISTORY_SPACING_MILLIS);
            if (itsMinute != minute) {
                minute = itsMinute;
                kept.add(city.observe(device, index));
            }
        }
        List<Publication> messages = new ArrayList<>();
        for (int from = 0; from < kept.size(); from += NativeFormat.MOST_OBSERVATIONS) {
            List<Observation> some = kept.subList(from, Math.min(kept.size(), from + NativeFormat.MOST_OBSERVATIONS));
            messages.add(publication(device, NativeFormat.write(some), some));
        }
        return messages;
    }

    private Publication publication(SimulatedDevice device, byte[] payload, List<Observation> observations) {
        String id = idOf(run, device);
        List<Content> contents = observations.stream()
                .map(seen -> new Content(seen.observedAtMillis(), seen.seq(), seen.measures().length, 0))
                .toList();
        return new Publication(id, DeviceFeed.topic(device.sector(), id), payload, contents, null);
    }
}
