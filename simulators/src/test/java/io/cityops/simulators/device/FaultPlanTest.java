package io.cityops.simulators.device;

import static io.cityops.simulators.city.CityFixtures.MONDAY_TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.simulators.city.CityFixtures;
import io.cityops.simulators.device.FaultPlan.Spell;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final int DEVICES = 500;

    private final FaultPlan plan = new FaultPlan(1, DEVICES);

    @Test
    void everyFaultHappensWithinSixHoursButNobodyIsHostileByChance() {
        for (Fault fault : Fault.values()) {
            if (fault == Fault.HOSTILE) {
                assertThat(devicesWith(fault, 360)).isEmpty();
            } else {
                assertThat(devicesWith(fault, 360)).as(fault.tag()).isNotEmpty();
            }
        }
    }

    @Test
    void faultsAreTheSameWhoeverAsks() {
        for (int device = 0; device < DEVICES; device++) {
            for (Fault fault : Fault.values()) {
                assertThat(plan.spell(fault, CityFixtures.DEVICES.get(device), MONDAY_TEN))
                        .isEqualTo(
                                new FaultPlan(1, DEVICES).spell(fault, CityFixtures.DEVICES.get(device), MONDAY_TEN));
            }
        }
    }

    @Test
    void neverAreMoreThanAFewDevicesSilentAtOnce() {
        for (int minute = 0; minute < 24 * 60; minute += 5) {
            assertThat(devicesAt(Fault.SILENCE, MONDAY_TEN + minute * MINUTE)).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void aSilenceLastsTenToTwentyMinutesAndEnds() {
        for (int device : devicesWith(Fault.SILENCE, 360)) {
            Spell spell = firstSpell(Fault.SILENCE, device);
            long minutes = (spell.untilMillis() - spell.fromMillis()) / MINUTE;
            assertThat(minutes).isBetween(10L, 20L);
            assertThat(plan.has(Fault.SILENCE, CityFixtures.DEVICES.get(device), spell.untilMillis() - 1))
                    .isTrue();
            assertThat(plan.spell(Fault.SILENCE, CityFixtures.DEVICES.get(device), spell.untilMillis()))
                    .isNotEqualTo(Optional.of(spell));
            assertThat(plan.has(Fault.SILENCE, CityFixtures.DEVICES.get(device), spell.fromMillis() - 1))
                    .isFalse();
        }
    }

    @Test
    void aCityWithoutFaultsHasNone() {
        for (Fault fault : Fault.values()) {
            assertThat(FaultPlan.none().has(fault, CityFixtures.DEVICES.getFirst(), MONDAY_TEN))
                    .isFalse();
        }
    }

    private Set<Integer> devicesWith(Fault fault, int minutes) {
        Set<Integer> devices = new HashSet<>();
        for (int minute = 0; minute < minutes; minute++) {
            devices.addAll(devicesAt(fault, MONDAY_TEN + minute * MINUTE));
        }
        return devices;
    }

    private Set<Integer> devicesAt(Fault fault, long atMillis) {
        Set<Integer> devices = new HashSet<>();
        for (int device = 0; device < DEVICES; device++) {
            if (plan.has(fault, CityFixtures.DEVICES.get(device), atMillis)) {
                devices.add(device);
            }
        }
        return devices;
    }

    private Spell firstSpell(Fault fault, int device) {
        long t = MONDAY_TEN;
        while (true) {
            Optional<Spell> spell = plan.spell(fault, CityFixtures.DEVICES.get(device), t);
            if (spell.isPresent()) {
                return spell.get();
            }
            t += MINUTE;
        }
    }
}
