package io.cityops.simulators.dialect;

import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.city.SimulatedDevice;
import java.util.function.ToDoubleFunction;

/**
 * What a device has to tell once.
 *
 * @param name by which its maker or network knows it: its external id, else its id
 * @param sinceReset how much of a counted measure there was since the device's counters were reset, this time included
 */
public record Report(
        SimulatedDevice device, String name, Observation observation, ToDoubleFunction<String> sinceReset) {}
