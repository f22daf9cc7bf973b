package io.cityops.gateway.operations;

import org.jspecify.annotations.Nullable;

/**
 * Whether the gateway can do its work now.
 *
 * @param failure why it cannot take telemetry; null when it can
 * @param registryTrouble why the registry is served from memory only; null when it follows the database
 */
public record Health(
        @Nullable String failure, @Nullable String registryTrouble, int registryDevices, double kafkaSilenceSeconds) {
    public boolean isUp() {
        return failure == null;
    }
}
