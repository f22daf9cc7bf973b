package io.cityops.gateway.registry;

import org.jspecify.annotations.Nullable;

/**
 * One device of the mirror changed.
 *
 * @param now null when the device was removed
 */
public record DeviceChange(String deviceId, @Nullable KnownDevice now) {}
