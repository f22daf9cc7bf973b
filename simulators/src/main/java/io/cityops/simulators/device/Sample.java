package io.cityops.simulators.device;

import io.cityops.model.telemetry.Observation;
import org.jspecify.annotations.Nullable;

/**
 * An observation as the device has it in memory.
 *
 * @param observation stamped by the device's own clock
 * @param content what a gateway should make of it
 * @param fault what is wrong with it; null when it is in order
 */
record Sample(
        Observation observation, Content content, @Nullable Fault fault) {}
