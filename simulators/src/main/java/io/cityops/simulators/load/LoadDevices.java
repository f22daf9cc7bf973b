package io.cityops.simulators.load;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.DevicePlan;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.NativeFormat;
import io.cityops.simulators.scenario.Scenario;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The devices of a load run: those of the simulated city, under ids of their own, with what they would have reported
 * during a scenario, or from a fixed moment on. The same seed and scenario give the same devices and payloads, but for the
 * time of sending.
 */
final class LoadDevices {
    /** Tuesday, 24 November 2026, 07:30 in Ho Chi Minh City: the morning rush. */
    static final long FIRST_OBSERVATION_MILLIS = 1_795_480_200_000L;

    private static final String PADDING = ",\"padding\":\"";

    private final Catalogue catalogue;
    private final City city;
    private final long firstMillis;
    private final long spreadMillis;
    private final long seed;
    private final int leastPayloadBytes;

    /** @param leastPayloadBytes shorter payloads get a field of the vendor's, which gateways are to ignore */
    LoadDevices(Catalogue catalogue, Scenario scenario, long seed, int leastPayloadBytes) {
        this.catalogue = catalogue;
        this.city = new City(catalogue, seed, scenario);
        boolean told = !scenario.duration().isZero();
        this.firstMillis = told ? scenario.playedFrom().toEpochMilli() : FIRST_OBSERVATION_MILLIS;
        this.spreadMillis = scenario.duration().toMillis();
        this.seed = seed;
        this.leastPayloadBytes = leastPayloadBytes;
    }

    /** @param variants how many different payloads each has */
    List<LoadDevice> of(int count, int variants) {
        List<LoadDevice> devices = new ArrayList<>(count);
        for (SimulatedDevice device : DevicePlan.of(catalogue, seed, count)) {
            devices.add(new LoadDevice(
                    "load-%d-%05d".formatted(seed, device.ordinal() + 1),
                    device.type(),
                    device.sector(),
                    device.place().area(),
                    device.place().lat(),
                    device.place().lon(),
                    device.interval().toSeconds(),
                    payloads(device, variants)));
        }
        if (devices.size() < count) {
            throw new IllegalArgumentException(
                    "the simulated city has only %d devices, %d are wanted".formatted(devices.size(), count));
        }
        return devices;
    }

    private List<byte[]> payloads(SimulatedDevice device, int variants) {
        long first = device.indexAt(firstMillis);
        long step = Math.max(1, spreadMillis / variants / device.intervalMillis());
        List<byte[]> payloads = new ArrayList<>(variants);
        for (int i = 0; i < variants; i++) {
            Observation seen = city.observe(device, first + i * step);
            Observation marked = new Observation(
                    PublishTemplate.TS_MARK, PublishTemplate.SEQ_MARK, 0, seen.measures(), seen.values());
            payloads.add(padded(NativeFormat.write(marked), leastPayloadBytes));
        }
        return payloads;
    }

    static byte[] padded(byte[] payload, int leastBytes) {
        int missing = leastBytes - payload.length - PADDING.length() - 1;
        if (missing < 0) {
            return payload;
        }
        String text = new String(payload, StandardCharsets.UTF_8);
        return (text.substring(0, text.length() - 1) + PADDING + ".".repeat(missing) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
