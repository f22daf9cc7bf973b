package io.cityops.simulators.drill;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.DevicePlan;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.DeviceFeed;
import io.cityops.simulators.device.FaultPlan;
import io.cityops.simulators.device.Publication;
import io.cityops.simulators.device.Traits;
import java.util.List;

/**
 * What the twins of a drill publish: each sees what its ordinary device would see in the scenario's city, and says it
 * under an id of its own. All work as they should, so that whatever is noticed comes from the scenario.
 */
final class Twins {
    private static final double MOST_OFTEN = 20;

    private final DeviceFeed feed;
    private final String run;

    Twins(Catalogue catalogue, City city, String run, long seed) {
        this.feed = new DeviceFeed(catalogue, city, FaultPlan.none(), Traits.steady(), seed);
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

    /** The messages that a twin sends when it has made observation {@code index}, in order. */
    List<Publication> at(SimulatedDevice device, long index) {
        return ofTwin(device, feed.at(device, index));
    }

    /** What a twin remembers when it first connects, see {@link DeviceFeed#history}. */
    List<Publication> history(SimulatedDevice device, long fromMillis, long untilMillis) {
        return ofTwin(device, feed.history(device, fromMillis, untilMillis));
    }

    private List<Publication> ofTwin(SimulatedDevice device, List<Publication> messages) {
        String id = idOf(run, device);
        String topic = DeviceFeed.topic(device.sector(), id);
        return messages.stream()
                .map(each -> new Publication(id, topic, each.payload(), each.contents(), each.fault()))
                .toList();
    }
}
