package io.cityops.simulators.camera;

import io.cityops.simulators.city.City;
import io.cityops.simulators.city.Dice;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.Fault;
import io.cityops.simulators.device.FaultPlan;
import io.cityops.simulators.device.FaultPlan.Spell;
import io.cityops.simulators.device.Publication;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The pictures that cameras send, faults included: a pure function of camera and time. */
public final class CameraFeed {
    private final City city;
    private final FaultPlan faults;
    private final long everyMillis;

    public CameraFeed(City city, FaultPlan faults, Duration every) {
        this.city = city;
        this.faults = faults;
        this.everyMillis = every.toMillis();
    }

    /** The same cameras with other faults. */
    public CameraFeed under(FaultPlan changed) {
        return new CameraFeed(city, changed, Duration.ofMillis(everyMillis));
    }

    /** When a camera takes its picture {@code index}; each at its own moment. */
    public long takenAtMillis(SimulatedDevice camera, long index) {
        return index * everyMillis + phase(camera);
    }

    /** The newest picture taken at or before a moment. */
    public long indexAt(SimulatedDevice camera, long atMillis) {
        return Math.floorDiv(atMillis - phase(camera), everyMillis);
    }

    /** A picture, retained by nobody but the gateway's store; a camera that hangs sends the same one again and again. */
    public Optional<Publication> at(SimulatedDevice camera, long index) {
        long at = takenAtMillis(camera, index);
        if (faults.has(Fault.SILENCE, camera, at)) {
            return Optional.empty();
        }
        Optional<Spell> stuck = faults.spell(Fault.STUCK, camera, at);
        long seen = stuck.map(Spell::fromMillis).orElse(at);
        byte[] jpeg = Still.jpeg(camera.id(), city.view(camera, seen), seen, seen);
        return Optional.of(new Publication(
                camera.id(),
                "city/" + camera.sector() + "/" + camera.id() + "/snapshot",
                jpeg,
                List.of(),
                stuck.isPresent() ? Fault.STUCK : null));
    }

    private long phase(SimulatedDevice camera) {
        return Math.floorMod(Dice.keyOf(camera.id()), everyMillis);
    }
}
