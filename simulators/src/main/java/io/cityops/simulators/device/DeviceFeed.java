package io.cityops.simulators.device;

import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.Dice;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.FaultPlan.Spell;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each device publishes, faults included: a pure function of the device and its observation's number. */
public final class DeviceFeed {
    private static final long HISTORY_SPACING_MILLIS = Duration.ofMinutes(1).toMillis();

    private final City city;
    private final FaultPlan faults;
    private final Dice dice;

    public DeviceFeed(City city, FaultPlan faults, long seed) {
        this.city = city;
        this.faults = faults;
        this.dice = new Dice(seed).of("garbage");
    }

    /** The messages that a device sends when it has made observation {@code index}, in order. */
    public List<Publication> at(SimulatedDevice device, long index) {
        long at = device.observedAtMillis(index);
        if (silent(device, at) || late(device, at).isPresent()) {
            return List.of();
        }
        List<Publication> messages = new ArrayList<>(heldBack(device, index));
        Fault fault = faults.has(Fault.STUCK, device.ordinal(), at) ? Fault.STUCK : null;
        Publication regular = publication(device, List.of(observation(device, index)), fault, false);
        messages.add(regular);
        if (faults.has(Fault.DUPLICATE, device.ordinal(), at)) {
            messages.add(new Publication(
                    regular.deviceId(), regular.topic(), regular.payload(), regular.contents(), Fault.DUPLICATE));
        }
        if (faults.has(Fault.GARBAGE, device.ordinal(), at)) {
            messages.add(garbage(device, index));
        }
        return messages;
    }

    /**
     * What a device with a memory sends when it first connects: its observations in {@code [from, until)}, at most one a
     * minute, in arrays of at most {@link NativeFormat#MOST_OBSERVATIONS}.
     */
    public List<Publication> history(SimulatedDevice device, long fromMillis, long untilMillis) {
        List<Observation> kept = new ArrayList<>();
        long minute = Long.MIN_VALUE;
        for (long index = device.indexAt(fromMillis - 1) + 1; device.observedAtMillis(index) < untilMillis; index++) {
            long at = device.observedAtMillis(index);
            long itsMinute = Math.floorDiv(at, HISTORY_SPACING_MILLIS);
            if (itsMinute != minute && !silent(device, at)) {
                minute = itsMinute;
                kept.add(observation(device, index));
            }
        }
        return inArrays(device, kept, null);
    }

    /** What was held back until just before this observation. */
    private List<Publication> heldBack(SimulatedDevice device, long index) {
        Optional<Spell> ended = late(device, device.observedAtMillis(index - 1));
        if (ended.isEmpty()) {
            return List.of();
        }
        List<Observation> held = new ArrayList<>();
        long first = device.indexAt(ended.get().fromMillis() - 1) + 1;
        for (long i = first; i < index; i++) {
            if (!silent(device, device.observedAtMillis(i))) {
                held.add(observation(device, i));
            }
        }
        return inArrays(device, held, Fault.LATE);
    }

    private List<Publication> inArrays(SimulatedDevice device, List<Observation> observations, @Nullable Fault fault) {
        List<Publication> messages = new ArrayList<>();
        for (int from = 0; from < observations.size(); from += NativeFormat.MOST_OBSERVATIONS) {
            int until = Math.min(observations.size(), from + NativeFormat.MOST_OBSERVATIONS);
            messages.add(publication(device, observations.subList(from, until), fault, true));
        }
        return messages;
    }

    private Observation observation(SimulatedDevice device, long index) {
        long at = device.observedAtMillis(index);
        Optional<Spell> stuck = faults.spell(Fault.STUCK, device.ordinal(), at);
        if (stuck.isEmpty()) {
            return city.observe(device, index);
        }
        Observation frozen = city.observe(device, device.indexAt(stuck.get().fromMillis() - 1) + 1);
        return new Observation(at, index, 0, frozen.measures(), frozen.values());
    }

    private Publication garbage(SimulatedDevice device, long index) {
        Observation good = city.observe(device, index);
        // a moment later than the good one, so that the two are never taken for duplicates
        long at = good.observedAtMillis() + 1;
        return switch (dice.below(3, device.ordinal(), index)) {
            case 0 ->
                new Publication(
                        device.id(),
                        topic(device),
                        ("{\"ts\":" + at + ",\"values\":{").getBytes(StandardCharsets.UTF_8),
                        List.of(new Content(Content.UNKNOWN, Content.UNKNOWN, 0, 1)),
                        Fault.GARBAGE);
            case 1 -> wrong(device, at, "battery_mood", 1);
            default -> wrong(device, at, good.measures()[0], -9999);
        };
    }

    private Publication wrong(SimulatedDevice device, long at, String measure, double value) {
        Observation observation =
                new Observation(at, Observation.NO_SEQ, 0, new String[] {measure}, new double[] {value});
        return new Publication(
                device.id(),
                topic(device),
                NativeFormat.write(observation),
                List.of(new Content(at, Content.UNKNOWN, 0, 1)),
                Fault.GARBAGE);
    }

    private boolean silent(SimulatedDevice device, long atMillis) {
        return faults.has(Fault.SILENCE, device.ordinal(), atMillis);
    }

    private Optional<Spell> late(SimulatedDevice device, long atMillis) {
        return faults.spell(Fault.LATE, device.ordinal(), atMillis);
    }

    private static Publication publication(
            SimulatedDevice device, List<Observation> observations, @Nullable Fault fault, boolean array) {
        byte[] payload = array ? NativeFormat.write(observations) : NativeFormat.write(observations.getFirst());
        List<Content> contents = observations.stream()
                .map(o -> new Content(o.observedAtMillis(), o.seq(), o.measures().length, 0))
                .toList();
        return new Publication(device.id(), topic(device), payload, contents, fault);
    }

    private static String topic(SimulatedDevice device) {
        return topic(device.sector(), device.id());
    }

    /** Where a device publishes its telemetry. */
    public static String topic(String sector, String deviceId) {
        return "city/" + sector + "/" + deviceId + "/telemetry";
    }

    /** The faults that shape the coming message of a device, for the counters. */
    public List<Fault> faultsAt(SimulatedDevice device, long index) {
        long at = device.observedAtMillis(index);
        return Arrays.stream(Fault.values())
                .filter(fault -> faults.has(fault, device.ordinal(), at))
                .toList();
    }
}
