package io.cityops.gateway.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the gateway can do its work now. It is up when it takes telemetry, be it with the registry from memory; it is
 * ready, to be put into service, when Kafka and the registry's database both answer.
 *
 * @param failure why it cannot take telemetry; null when it can
 * @param heldBack whether clients are not read, since as much as may be waits for Kafka
 * @param bridges to external brokers; one that is down does not make the gateway so
 * @param registryTrouble why the registry is served from memory only; null when it follows the database
 */
public record Health(
        @Nullable String failure,
        @Nullable String registryTrouble,
        int registryDevices,
        double kafkaSilenceSeconds,
        long inFlightBytes,
        boolean heldBack,
        List<BridgeState> bridges) {
    public Health {
        bridges = List.copyOf(bridges);
    }

    public boolean isUp() {
        return failure == null;
    }

    public boolean isReady() {
        return failure == null && registryTrouble == null;
    }
}
