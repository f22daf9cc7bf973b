package io.cityops.simulators.device;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.telemetry.NativePayload;
import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.Telemetry;
import io.cityops.model.telemetry.TelemetryCodec;
import io.cityops.simulators.city.Dice;
import io.cityops.simulators.city.SimulatedDevice;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * What topic {@code telemetry} would have of what devices publish: judged as the gateway judges native payloads, stamped with the
 * moment at which it would have received them, in that order, and with its tick each second. What a device publishes while it has
 * no connection, or the gateway is away, comes when there is one again. Told what time it is, so that nothing here waits.
 */
public final class TopicTelemetry implements AutoCloseable {
    private static final long TICK_MILLIS = 1_000;
    private static final double SHORTEST_WAY_MILLIS = 10;
    private static final double LONGEST_WAY_MILLIS = 150;
    /** Until a lost connection stands again, and until all have come back to a gateway that was away. */
    private static final double RECONNECTING_MILLIS = 2_000;

    private static final double ALL_BACK_MILLIS = 8_000;

    private final Catalogue catalogue;
    private final Traits.Source traits;
    private final FaultPlan faults;
    private final List<Absence> absences;
    private final Dice dice;
    private final PublicationStream stream;
    private final Map<String, SimulatedDevice> devices = new HashMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private final PriorityQueue<Received> received =
            new PriorityQueue<>(Comparator.comparingLong(Received::atMillis).thenComparingLong(Received::place));
    private long places;
    private long tickedMillis;

    /** When the gateway is away; half-open. */
    public record Absence(long fromMillis, long untilMillis) {
        boolean covers(long atMillis) {
            return atMillis >= fromMillis && atMillis < untilMillis;
        }
    }

    private record Received(long atMillis, long place, byte[] record) {}

    /** Takes what a record of the topic says. */
    public interface Taker {
        void take(byte[] record) throws java.io.IOException;
    }

    /**
     * @param faults those by which the feed goes, for lost connections
     * @param startMillis exclusive
     */
    public TopicTelemetry(
            Catalogue catalogue,
            List<SimulatedDevice> devices,
            DeviceFeed feed,
            FaultPlan faults,
            Traits.Source traits,
            List<Absence> absences,
            long seed,
            long startMillis) {
        this.catalogue = catalogue;
        this.traits = traits;
        this.faults = faults;
        this.absences = List.copyOf(absences);
        this.dice = new Dice(seed).of("way to the gateway");
        this.tickedMillis = startMillis;
        devices.forEach(device -> this.devices.put(device.id(), device));
        this.stream = new PublicationStream(
                devices, feed, startMillis, Runtime.getRuntime().availableProcessors());
    }

    /** Gives all that is received by then and was not given; in memory at once, so ask for minutes. */
    public void advanceTo(long untilMillis, Taker taker) throws java.io.IOException {
        stream.advanceTo(untilMillis, this::receive, fault -> {});
        while (tickedMillis < untilMillis) {
            long tick = Math.floorDiv(tickedMillis, TICK_MILLIS) * TICK_MILLIS + TICK_MILLIS;
            for (Received next = received.peek(); next != null && next.atMillis <= tick; next = received.peek()) {
                taker.take(received.remove().record);
            }
            if (absences.stream().noneMatch(absence -> absence.covers(tick))) {
                taker.take(TelemetryCodec.encodeTick(tick));
            }
            tickedMillis = tick;
        }
    }

    private void receive(PublicationStream.Due due) {
        Publication publication = due.publication();
        SimulatedDevice device = devices.get(publication.deviceId());
        DeviceType type = device == null ? null : catalogue.deviceType(device.type());
        if (device == null
                || type == null
                || !publication.topic().equals(DeviceFeed.topic(device.sector(), device.id()))) {
            return;
        }
        long at = receivedMillis(publication.publisher(), due.atMillis());
        List<Observation> accepted =
                NativePayload.parse(publication.payload(), type, at).accepted();
        if (!accepted.isEmpty()) {
            Telemetry telemetry = new Telemetry(
                    device.id(),
                    device.type(),
                    device.sector(),
                    device.place().area(),
                    traits.of(device).messageInterval(device).toMillis(),
                    at,
                    accepted);
            received.add(new Received(at, places++, TelemetryCodec.encode(telemetry)));
        }
    }

    /** Never earlier than what the same publisher sent before. */
    private long receivedMillis(String publisher, long atMillis) {
        long key = Dice.keyOf(publisher);
        double way = dice.between(SHORTEST_WAY_MILLIS, LONGEST_WAY_MILLIS, key, atMillis);
        long there = atMillis;
        SimulatedDevice sender = devices.get(publisher);
        if (sender != null) {
            long sent = atMillis;
            there = faults.spell(Fault.DISCONNECT, sender, sent)
                    .map(spell -> spell.untilMillis() + (long) dice.between(0, RECONNECTING_MILLIS, key, sent))
                    .orElse(there);
        }
        for (Absence absence : absences) {
            if (absence.covers(there + (long) way)) {
                there = absence.untilMillis() + (long) dice.between(0, ALL_BACK_MILLIS, key, absence.untilMillis());
            }
        }
        return newest.merge(publisher, there + (long) way, Math::max);
    }

    @Override
    public void close() {
        stream.close();
    }
}
