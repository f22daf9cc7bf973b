package io.cityops.simulators.device;

import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.city.Dice;
import io.cityops.simulators.city.SimulatedDevice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What no device should send: a pure function of the device and its observation's number. */
final class Rubbish {
    private static final int FLOOD = 20;

    private final Dice dice;

    Rubbish(long seed) {
        this.dice = new Dice(seed).of("garbage");
    }

    /** Broken, of a measure that nobody knows, or far out of range. */
    Publication garbage(SimulatedDevice device, String publisher, long index, Sample good) {
        // a moment later than the good one, so that the two are never taken for duplicates
        long at = good.observation().observedAtMillis() + 1;
        return switch (dice.below(3, device.ordinal(), index)) {
            case 0 ->
                publication(
                        device,
                        publisher,
                        DeviceFeed.topic(device.sector(), device.id()),
                        ("{\"ts\":" + at + ",\"values\":{").getBytes(StandardCharsets.UTF_8),
                        Content.UNKNOWN,
                        Fault.GARBAGE);
            case 1 -> wrong(device, publisher, at, "battery_mood", 1);
            default -> wrong(device, publisher, at, good.observation().measures()[0], -9999);
        };
    }

    /** The same message over and over, and the rest to where the device may not publish. */
    List<Publication> flood(SimulatedDevice device, Publication regular) {
        List<Publication> messages = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            messages.add(regular.because(Fault.HOSTILE));
        }
        for (String topic :
                List.of(DeviceFeed.topic(device.sector(), "not-" + device.id()), "city", "$SYS/broker/uptime")) {
            messages.add(
                    publication(device, regular.publisher(), topic, regular.payload(), Content.UNKNOWN, Fault.HOSTILE));
        }
        return messages;
    }

    private static Publication wrong(SimulatedDevice device, String publisher, long at, String measure, double value) {
        Observation observation =
                new Observation(at, Observation.NO_SEQ, 0, new String[] {measure}, new double[] {value});
        return publication(
                device,
                publisher,
                DeviceFeed.topic(device.sector(), device.id()),
                NativeFormat.write(observation),
                at,
                Fault.GARBAGE);
    }

    private static Publication publication(
            SimulatedDevice device,
            String publisher,
            String topic,
            byte[] payload,
            long observedAtMillis,
            Fault fault) {
        Content refused = new Content(observedAtMillis, Content.UNKNOWN, 0, 1);
        return new Publication(device.id(), publisher, topic, payload, 1, false, List.of(refused), fault);
    }
}
