package io.cityops.simulators.city;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.scenario.EventKind;
import io.cityops.simulators.scenario.Scenario;
import java.util.HashMap;
import java.util.Map;

/**
 * The simulated city. What a device observes is a pure function of seed, scenario, device and time: any thread may ask, in
 * any order, and a restarted simulator continues as if it had never stopped. It lives the scenario's time; observations
 * carry the time at which they are played.
 */
public final class City {
    private final Dice dice;
    private final Scenario scenario;
    private final Life life;
    private final Map<String, Sense> senses = new HashMap<>();

    /** @throws IllegalArgumentException for a scenario with a ward that the catalogue does not have */
    public City(Catalogue catalogue, long seed, Scenario scenario) {
        this.dice = new Dice(seed);
        this.scenario = scenario;
        Wards wards = new Wards(catalogue);
        scenario.wards().forEach(wards::get);
        this.life = Life.of(dice, scenario, wards);
        senses.putAll(new TrafficDevices(dice, life).senses());
        senses.putAll(new EnvironmentDevices(dice, life).senses());
        senses.putAll(new WaterDevices(dice, life).senses());
        senses.putAll(new EnergyDevices(dice, life).senses());
        senses.putAll(new SafetyDevices(dice, life).senses());
        senses.putAll(new ServicesDevices(dice, life).senses());
        senses.putAll(new HealthDevices(dice, life).senses());
        senses.putAll(new TelecomDevices(dice, life).senses());
    }

    /** What the device sees at observation {@code index} of its own grid. */
    public Observation observe(SimulatedDevice device, long index) {
        Sense sense = senses.get(device.type());
        if (sense == null) {
            throw new IllegalArgumentException("the city has no " + device.type());
        }
        long at = device.observedAtMillis(index);
        Ward ward = life.wards().get(device.place().area());
        return sense.of(device, ward, index, scenario.cityMillis(at)).at(at, index);
    }

    /** What there is to be seen at a camera's street. */
    public StreetView view(SimulatedDevice camera, long atMillis) {
        long lived = scenario.cityMillis(atMillis);
        Ward ward = life.wards().get(camera.place().area());
        Traffic.State state = life.traffic().at(ward, camera.key(), lived);
        return new StreetView(
                state.flowPerHour(),
                state.speedKmh(),
                life.rain().mmPerHour(ward, camera.place(), lived),
                life.streets().floodDepthM(ward, lived),
                CityTime.hourOfDay(lived));
    }

    /**
     * Whether the scenario has cut a device off at a moment of the play: it sends nothing, and what it saw meanwhile when it
     * is back. The wards' devices are cut in the order of a draw, so that a larger share cuts the same ones and more.
     */
    public boolean cutOff(SimulatedDevice device, long playedMillis) {
        if (scenario.events().isEmpty()) {
            return false;
        }
        Ward ward = life.wards().get(device.place().area());
        double share = life.causes().scripted(EventKind.DEVICES_CUT, ward, scenario.cityMillis(playedMillis));
        return share > 0 && dice.uniform(device.key(), 41) < share;
    }

    /** The parts of its life, for statistics. */
    Life life() {
        return life;
    }
}
