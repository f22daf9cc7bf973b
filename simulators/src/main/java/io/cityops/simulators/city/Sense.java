package io.cityops.simulators.city;

/** What a kind of device makes of the city's life around it. */
interface Sense {
    /**
     * @param ward in which the device stands
     * @param index of its observation, for {@link Dice}
     * @param cityMillis the moment in the city's life
     */
    Reading of(SimulatedDevice device, Ward ward, long index, long cityMillis);
}
