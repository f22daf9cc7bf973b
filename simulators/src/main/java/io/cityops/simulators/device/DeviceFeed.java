package io.cityops.simulators.device;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.FaultPlan.Spell;
import io.cityops.simulators.dialect.Dialect;
import io.cityops.simulators.dialect.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What each device publishes, faults included: a pure function of the device and its observation's number, whoever asks,
 * in whatever order.
 *
 * <p>A device sends at its turns: with every observation, or with every few where its {@link Traits} say that it sends
 * several together. What it could not send at a turn goes with the next at which it can.
 */
public final class DeviceFeed {
    private static final long LONGEST_SESSION_MILLIS = Duration.ofHours(1).toMillis();

    private final Catalogue catalogue;
    private final City city;
    private final long seed;
    private final FaultPlan faults;
    private final Traits.Source traits;
    private final Sensor sensor;
    private final Rubbish rubbish;

    /** @param traits how each device is when nothing is wrong with it */
    public DeviceFeed(Catalogue catalogue, City city, FaultPlan faults, Traits.Source traits, long seed) {
        this.catalogue = catalogue;
        this.city = city;
        this.seed = seed;
        this.faults = faults;
        this.traits = traits;
        this.sensor = new Sensor(catalogue, city, faults, traits, seed);
        this.rubbish = new Rubbish(seed);
    }

    /** The same devices with other faults. */
    public DeviceFeed under(FaultPlan changed) {
        return new DeviceFeed(catalogue, city, changed, traits, seed);
    }

    /** When the device makes observation {@code index}, and sends if it is its turn. Grows with the index. */
    public long dueMillis(SimulatedDevice device, long index) {
        return sensor.observedAtMillis(device, index);
    }

    /** The messages that a device sends when it has made observation {@code index}, in order. */
    public List<Publication> at(SimulatedDevice device, long index) {
        int batch = traits.of(device).batch();
        if (!endsBatch(index, batch) || blocked(device, index) || waits(device, index, batch)) {
            return List.of();
        }
        List<Publication> messages = own(device, index, batch);
        Publication regular = messages.getLast();
        long before = lastTurnNotBlocked(device, index, batch);
        if (waits(device, before, batch)) {
            own(device, before, batch).forEach(message -> messages.add(message.because(Fault.OUT_OF_ORDER)));
        }
        long at = device.observedAtMillis(index);
        if (faults.has(Fault.DUPLICATE, device, at)) {
            messages.add(regular.because(Fault.DUPLICATE));
        }
        if (faults.has(Fault.GARBAGE, device, at)) {
            messages.add(rubbish.garbage(device, regular.publisher(), index, sensor.sample(device, index)));
        }
        if (faults.has(Fault.HOSTILE, device, at)) {
            messages.addAll(rubbish.flood(device, regular));
        }
        messages.addAll(replayed(device, index, batch));
        return messages;
    }

    /** Why an observation is not sent at its time, for the counters. */
    public Optional<Fault> withheld(SimulatedDevice device, long index) {
        long at = device.observedAtMillis(index);
        if (faults.has(Fault.SILENCE, device, at)) {
            return Optional.of(Fault.SILENCE);
        }
        return faults.has(Fault.LATE, device, at) || city.cutOff(device, at)
                ? Optional.of(Fault.LATE)
                : Optional.empty();
    }

    /** Whether the device has lost its connection. */
    public boolean disconnected(SimulatedDevice device, long atMillis) {
        return faults.has(Fault.DISCONNECT, device, atMillis);
    }

    /** Whether the device is connected itself, and not through a concentrator. */
    public boolean hasConnection(SimulatedDevice device) {
        return traits.of(device).uplink() == null;
    }

    /** Whether somebody has the device's token. */
    public boolean hostile(SimulatedDevice device, long atMillis) {
        return faults.has(Fault.HOSTILE, device, atMillis);
    }

    /**
     * What a device with a memory sends when it first connects: its observations in {@code [from, until)}, all of them, since
     * what is counted from one to the next would otherwise be missing; in arrays of at most {@link NativeFormat#MOST_OBSERVATIONS}.
     */
    public List<Publication> history(SimulatedDevice device, long fromMillis, long untilMillis) {
        long first = device.indexAt(fromMillis - 1) + 1;
        long last = device.indexAt(untilMillis - 1);
        return inArrays(device, samples(device, first, last), null);
    }

    /** The messages of one turn: what was held back until then, and what belongs to it. */
    private List<Publication> own(SimulatedDevice device, long turn, int batch) {
        long before = lastTurnNotBlocked(device, turn, batch);
        List<Sample> held = samples(device, before + 1, turn - batch);
        List<Publication> messages = new ArrayList<>(inArrays(device, held, Fault.LATE));
        messages.addAll(regular(device, turn, batch));
        return messages;
    }

    private List<Publication> regular(SimulatedDevice device, long turn, int batch) {
        List<Sample> together = samples(device, turn - batch + 1, turn);
        if (traits.of(device).dialect() != null) {
            return eachAlone(device, together, together.getLast().fault());
        }
        List<Observation> observations =
                together.stream().map(Sample::observation).toList();
        byte[] payload = batch == 1 ? NativeFormat.write(observations.getFirst()) : NativeFormat.write(observations);
        return List.of(
                nativePublication(device, together, payload, together.getLast().fault()));
    }

    /** An old session once more: at each turn what was sent one spell's length before. */
    private List<Publication> replayed(SimulatedDevice device, long turn, int batch) {
        Optional<Spell> spell = faults.spell(Fault.REPLAYED_SESSION, device, device.observedAtMillis(turn));
        if (spell.isEmpty()) {
            return List.of();
        }
        long length = Math.min(
                LONGEST_SESSION_MILLIS, spell.get().untilMillis() - spell.get().fromMillis());
        long turnMillis = device.intervalMillis() * batch;
        long old = turn - batch * Math.ceilDiv(length, turnMillis);
        return blocked(device, old)
                ? List.of()
                : regular(device, old, batch).stream()
                        .map(publication -> publication.because(Fault.REPLAYED_SESSION))
                        .toList();
    }

    private List<Sample> samples(SimulatedDevice device, long first, long last) {
        List<Sample> samples = new ArrayList<>();
        for (long index = first; index <= last; index++) {
            if (!faults.has(Fault.SILENCE, device, device.observedAtMillis(index))) {
                samples.add(sensor.sample(device, index));
            }
        }
        return samples;
    }

    private List<Publication> inArrays(SimulatedDevice device, List<Sample> samples, @Nullable Fault fault) {
        if (traits.of(device).dialect() != null) {
            return eachAlone(device, samples, fault);
        }
        List<Publication> messages = new ArrayList<>();
        for (int from = 0; from < samples.size(); from += NativeFormat.MOST_OBSERVATIONS) {
            int until = Math.min(samples.size(), from + NativeFormat.MOST_OBSERVATIONS);
            List<Sample> part = samples.subList(from, until);
            List<Observation> observations =
                    part.stream().map(Sample::observation).toList();
            messages.add(nativePublication(device, part, NativeFormat.write(observations), fault));
        }
        return messages;
    }

    /** In the device's dialect, which knows no arrays. */
    private List<Publication> eachAlone(SimulatedDevice device, List<Sample> samples, @Nullable Fault fault) {
        Traits own = traits.of(device);
        Dialect dialect = Objects.requireNonNull(own.dialect());
        String name = own.uplink() == null ? device.id() : own.uplink().externalId();
        return samples.stream()
                .map(sample -> {
                    Observation observation = sample.observation();
                    Report report = new Report(
                            device, name, observation, measure -> sensor.sinceHour(device, observation.seq(), measure));
                    Dialect.Letter letter = dialect.write(report);
                    Content content = dialect.numbered()
                            ? sample.content()
                            : new Content(
                                    observation.observedAtMillis(),
                                    Content.UNKNOWN,
                                    dialect.cumulative() ? 1 : sample.content().measures(),
                                    sample.content().rejections());
                    return publication(device, letter.topic(), letter.payload(), List.of(content), fault);
                })
                .toList();
    }

    private Publication nativePublication(
            SimulatedDevice device, List<Sample> samples, byte[] payload, @Nullable Fault fault) {
        List<Content> contents = samples.stream().map(Sample::content).toList();
        return publication(device, topic(device.sector(), device.id()), payload, contents, fault);
    }

    private Publication publication(
            SimulatedDevice device, String topic, byte[] payload, List<Content> contents, @Nullable Fault fault) {
        Traits own = traits.of(device);
        String publisher = own.uplink() == null ? device.id() : own.uplink().concentrator();
        return new Publication(device.id(), publisher, topic, payload, own.qos(), false, contents, fault);
    }

    private static boolean endsBatch(long index, int batch) {
        return Math.floorMod(index, batch) == batch - 1;
    }

    private boolean blocked(SimulatedDevice device, long index) {
        return withheld(device, index).isPresent();
    }

    /** Whether the messages of a turn wait to be overtaken by those of the next. */
    private boolean waits(SimulatedDevice device, long turn, int batch) {
        return Math.floorMod(Math.floorDiv(turn, batch), 2) == 0
                && faults.has(Fault.OUT_OF_ORDER, device, device.observedAtMillis(turn));
    }

    private long lastTurnNotBlocked(SimulatedDevice device, long turn, int batch) {
        long before = turn - batch;
        while (blocked(device, before)) {
            before -= batch;
        }
        return before;
    }

    /** Where a device publishes its telemetry. */
    public static String topic(String sector, String deviceId) {
        return "city/" + sector + "/" + deviceId + "/telemetry";
    }
}
