package io.cityops.simulators.device;

import io.cityops.simulators.city.Dice;
import io.cityops.simulators.city.SimulatedDevice;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which device has which fault when: a pure function of seed, number of devices, orders and time. By chance, for every
 * slot of a fault's length a few devices are drawn, so that faults come and go but are never many at once.
 */
public final class FaultPlan {
    private final Dice dice;
    private final int devices;
    private final boolean byChance;
    private final Map<Fault, List<FaultOrder>> orders;

    /** Faults by chance alone. */
    public FaultPlan(long seed, int devices) {
        this(new Dice(seed).of("faults"), devices, true, Map.of());
    }

    private FaultPlan(Dice dice, int devices, boolean byChance, Map<Fault, List<FaultOrder>> orders) {
        this.dice = dice;
        this.devices = devices;
        this.byChance = byChance;
        this.orders = orders;
    }

    /** A city in which nothing breaks by itself. */
    public static FaultPlan none() {
        return new FaultPlan(new Dice(0), 0, false, Map.of());
    }

    /** These orders instead of any before, and chance as before. */
    public FaultPlan with(List<FaultOrder> wanted) {
        Map<Fault, List<FaultOrder>> byFault = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            List<FaultOrder> ofIt =
                    wanted.stream().filter(order -> order.fault() == fault).toList();
            if (!ofIt.isEmpty()) {
                byFault.put(fault, ofIt);
            }
        }
        return new FaultPlan(dice, devices, byChance, byFault);
    }

    /** A spell of a fault at one device, half-open. */
    public record Spell(long fromMillis, long untilMillis) {
        boolean covers(long atMillis) {
            return atMillis >= fromMillis && atMillis < untilMillis;
        }
    }

    /** The spell of a fault that a device is in, if any; what is ordered before what is by chance, then the earlier. */
    public Optional<Spell> spell(Fault fault, SimulatedDevice device, long atMillis) {
        for (FaultOrder order : orders.getOrDefault(fault, List.of())) {
            if (order.covers(device, atMillis)) {
                return Optional.of(new Spell(order.fromMillis(), order.untilMillis()));
            }
        }
        return fault.befalls(device.type()) ? byChance(fault, device.ordinal(), atMillis) : Optional.empty();
    }

    public boolean has(Fault fault, SimulatedDevice device, long atMillis) {
        return spell(fault, device, atMillis).isPresent();
    }

    /** The spell of a fault that the device with this place in the plan is in by chance. */
    Optional<Spell> byChance(Fault fault, int ordinal, long atMillis) {
        if (!byChance || !fault.happensByChance()) {
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

    private int chosen(Fault fault, long slot, int pick) {
        return dice.below(devices, slot, keyOf(fault, pick));
    }

    private Spell spellOf(Fault fault, long slot, int pick) {
        long key = keyOf(fault, pick) + 500;
        long from = slot * fault.everyMillis() + (long) (dice.uniform(slot, key) * fault.everyMillis());
        long length = (long) dice.between(fault.shortestMillis(), fault.longestMillis(), slot, key + 250);
        return new Spell(from, from + length);
    }

    private static long keyOf(Fault fault, int pick) {
        return fault.ordinal() * 1_000_000L + pick * 1000L;
    }
}
