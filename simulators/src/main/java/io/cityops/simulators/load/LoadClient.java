package io.cityops.simulators.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection before it is opened: who it is, and what it publishes.
 *
 * @param devices whose messages it sends, in turn; usually one
 */
record LoadClient(
        String clientId, @Nullable String user, @Nullable String password, List<Playing> devices) {
    LoadClient {
        devices = List.copyOf(devices);
    }

    /** A device's topic and payloads. */
    record Playing(String topic, List<byte[]> payloads) {
        Playing {
            payloads = List.copyOf(payloads);
        }
    }
}
