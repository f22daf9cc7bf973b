package io.cityops.simulators.device;

import io.cityops.simulators.city.Dice;
import java.util.Optional;

/**
 * Which device has which fault when: a pure function of seed, number of devices and time. For every slot of a fault's
 * length a few devices are drawn, so that faults come and go but are never many at once.
 */
public final class FaultPlan {
    private final Dice dice;
    private final int devices;
    private final boolean none;

    public FaultPlan(long seed, int devices) {
        this(seed, devices, false);
    }

    private FaultPlan(long seed, int devices, boolean none) {
        this.dice = new Dice(seed).of("faults");
        this.devices = devices;
        this.none = none;
    }

    /** A city in which nothing breaks. */
    public static FaultPlan none() {
        return new FaultPlan(0, 0, true);
    }

    /** A spell of a fault at one device, half-open. */
    public record Spell(long fromMillis, long untilMillis) {
        boolean covers(long atMillis) {
            return atMillis >= fromMillis && atMillis < untilMillis;
        }
    }

    /** The spell of a fault that a device is in, if any; of two that overlap the earlier. */
    public Optional<Spell> spell(Fault fault, int ordinal, long atMillis) {
        if (none) {
            return Optional.empty();
        }
        long slots = fault.longestMillis() / fault.everyMillis() + 1;
        long now = Math.floorDiv(atMillis, fault.everyMillis());
        for (long slot = now - slots; slot <= now; slot++) {
            for (int pick = 0; pick < fault.chosenOf(devices); pick++) {
                if (chosen(fault, slot, pick) == ordinal) {
                    Spell spell = spellOf(fault, slot, pick);
                    if (spell.covers(atMillis)) {
                        return Optional.of(spell);
                    }
                }
            }
        }
        return Optional.empty();
    }

    public boolean has(Fault fault, int ordinal, long atMillis) {
        return spell(fault, ordinal, atMillis).isPresent();
    }

    private int chosen(Fault fault, long slot, int pick) {
        return dice.below(devices, slot, keyOf(fault, pick));
    }

    private Spell spellOf(Fault fault, long slot, int pick) {
        long key = keyOf(fault, pick) + 500;
        long from = slot * fault.everyMillis()
                + (long) (dice.uniform(slot, key) * Math.min(fault.everyMillis(), fault.shortestMillis()));
        long length = (long) dice.between(fault.shortestMillis(), fault.longestMillis(), slot, key + 250);
        return new Spell(from, from + length);
    }

    private static long keyOf(Fault fault, int pick) {
        return fault.ordinal() * 1_000_000L + pick * 1000L;
    }
}
