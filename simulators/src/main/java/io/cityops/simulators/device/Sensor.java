package io.cityops.simulators.device;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Measure;
import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.Dice;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.FaultPlan.Spell;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a device's sensor and clock make of the city: a pure function of the device and its observation's number. */
final class Sensor {
    private static final long YEAR_2000 = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final long LEAP_AHEAD_MILLIS = Duration.ofHours(3).toMillis();
    private static final long LEAP_BACK_MILLIS = Duration.ofHours(2).toMillis();

    private final Catalogue catalogue;
    private final City city;
    private final FaultPlan faults;
    private final Traits.Source traits;
    private final Dice dice;

    Sensor(Catalogue catalogue, City city, FaultPlan faults, Traits.Source traits, long seed) {
        this.catalogue = catalogue;
        this.city = city;
        this.faults = faults;
        this.traits = traits;
        this.dice = new Dice(seed).of("sensor");
    }

    /** The true moment of an observation: its place on the grid, and the device's irregularity. */
    long observedAtMillis(SimulatedDevice device, long index) {
        double share = traits.of(device).jitterShare();
        long late = share == 0 ? 0 : (long) (share * device.intervalMillis() * dice.uniform(keyOf(device), index));
        return device.observedAtMillis(index) + late;
    }

    Sample sample(SimulatedDevice device, long index) {
        long grid = device.observedAtMillis(index);
        Optional<Spell> stuck = faults.spell(Fault.STUCK, device, grid);
        Observation seen = city.observe(
                device,
                stuck.map(spell -> device.indexAt(spell.fromMillis() - 1) + 1).orElse(index));
        Fault fault = stuck.isPresent() ? Fault.STUCK : null;
        double[] values = seen.values().clone();
        for (Fault distorting : new Fault[] {Fault.DRIFT, Fault.NOISE, Fault.SPIKE, Fault.WRONG_UNITS}) {
            Optional<Spell> spell = faults.spell(distorting, device, grid);
            if (spell.isPresent()) {
                distort(
                        values,
                        seen.measures(),
                        distorting,
                        device,
                        index,
                        grid - spell.get().fromMillis());
                fault = distorting;
            }
        }
        Optional<Spell> leap = faults.spell(Fault.CLOCK_JUMP, device, grid);
        long stamp = observedAtMillis(device, index) + traits.of(device).clockAheadMillis(grid);
        if (leap.isEmpty()) {
            return sample(new Observation(stamp, index, 0, seen.measures(), values), true, fault);
        }
        int kind = dice.below(3, keyOf(device) + 1, leap.get().fromMillis());
        long leapt = switch (kind) {
            case 0 -> stamp + LEAP_AHEAD_MILLIS;
            case 1 -> stamp - LEAP_BACK_MILLIS;
            default -> YEAR_2000 + stamp - leap.get().fromMillis();
        };
        return sample(new Observation(leapt, index, 0, seen.measures(), values), kind == 1, Fault.CLOCK_JUMP);
    }

    /** How much of a counted measure there was since the hour of the city's clock began, this observation included. */
    double sinceHour(SimulatedDevice device, long index, String measure) {
        long hour = Math.floorDiv(device.observedAtMillis(index), HOUR_MILLIS);
        double sum = 0;
        for (long i = index; Math.floorDiv(device.observedAtMillis(i), HOUR_MILLIS) == hour; i--) {
            Observation seen = city.observe(device, i);
            for (int m = 0; m < seen.measures().length; m++) {
                sum += seen.measures()[m].equals(measure) ? seen.values()[m] : 0;
            }
        }
        return sum;
    }

    /** @param timely whether the gateway takes its time for possible */
    private Sample sample(Observation observation, boolean timely, @Nullable Fault fault) {
        int measures = 0;
        int rejections = 0;
        for (int i = 0; i < observation.measures().length; i++) {
            Measure measure = catalogue.measure(observation.measures()[i]);
            if (measure != null && measure.accepts(observation.values()[i])) {
                measures++;
            } else {
                rejections++;
            }
        }
        Content content = new Content(
                observation.observedAtMillis(), observation.seq(), timely ? measures : 0, timely ? rejections : 1);
        return new Sample(observation, content, fault);
    }

    private void distort(
            double[] values, String[] measures, Fault how, SimulatedDevice device, long index, long sinceMillis) {
        for (int i = 0; i < values.length; i++) {
            Measure measure = catalogue.measure(measures[i]);
            if (measure != null) {
                long key = keyOf(device) + 10L * (i + 1);
                values[i] = switch (how) {
                    case DRIFT -> Distortion.drift(values[i], measure, sinceMillis);
                    case NOISE -> Distortion.noise(values[i], measure, dice, key, index);
                    case SPIKE -> Distortion.spike(values[i], measure, dice, key, index);
                    default -> Distortion.wrongUnit(values[i], measure);
                };
            }
        }
    }

    private static long keyOf(SimulatedDevice device) {
        return Dice.keyOf(device.id());
    }
}
