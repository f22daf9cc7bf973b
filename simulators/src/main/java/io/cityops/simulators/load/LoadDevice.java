package io.cityops.simulators.load;

import java.util.List;

/**
 * A device that the load plays.
 *
 * @param payloads what it reports, in turn, with {@link PublishTemplate}'s marks in the place of time and sequence
 */
record LoadDevice(
        String id,
        String type,
        String sector,
        String area,
        double lat,
        double lon,
        long intervalSeconds,
        List<byte[]> payloads) {
    LoadDevice {
        payloads = List.copyOf(payloads);
    }
}
