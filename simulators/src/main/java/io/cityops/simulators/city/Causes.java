package io.cityops.simulators.city;

import io.cityops.simulators.scenario.Backdrop;
import io.cityops.simulators.scenario.Effects;
import io.cityops.simulators.scenario.Event;
import io.cityops.simulators.scenario.EventKind;
import io.cityops.simulators.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/** What there is to upset the city's course: what the scenario scripts, and what happens by chance. */
final class Causes {
    private static final List<EventKind> BLOCKING = List.of(EventKind.ACCIDENT, EventKind.CLOSURE);

    private final Effects scripted;
    private final Chance chance;
    private final Wards wards;
    private final boolean byChance;

    /** A closed or narrowed road. */
    record Blockage(long fromMillis, long untilMillis, double magnitude) {}

    Causes(Dice dice, Scenario scenario, Wards wards) {
        this.scripted = new Effects(scenario);
        this.chance = new Chance(dice, wards);
        this.wards = wards;
        this.byChance = scenario.backdrop() != Backdrop.CALM;
    }

    /** How much of a kind there is in a ward: what is scripted, and the worst of what happens by chance. */
    double of(EventKind kind, Ward ward, long cityMillis) {
        double sum = scripted.of(kind, ward.code(), cityMillis);
        return byChance ? sum + chance.strongest(kind, ward, cityMillis) : sum;
    }

    /** As {@link #of}, for shares: never above {@code most}. */
    double share(EventKind kind, Ward ward, long cityMillis, double most) {
        return Math.min(most, of(kind, ward, cityMillis));
    }

    /** Only what the scenario scripts. */
    double scripted(EventKind kind, Ward ward, long cityMillis) {
        return scripted.of(kind, ward.code(), cityMillis);
    }

    /** Accidents and closures in a ward that lie at least partly in a span. */
    List<Blockage> blockages(Ward ward, long fromMillis, long untilMillis) {
        List<Blockage> found = new ArrayList<>(2);
        addScripted(found, scripted.in(EventKind.ACCIDENT, ward.code()), fromMillis, untilMillis);
        addScripted(found, scripted.in(EventKind.CLOSURE, ward.code()), fromMillis, untilMillis);
        if (byChance) {
            chance.during(EventKind.ACCIDENT, ward, fromMillis, untilMillis)
                    .forEach(happening -> found.add(
                            new Blockage(happening.fromMillis(), happening.untilMillis(), happening.magnitude())));
        }
        return found;
    }

    /** Wards whose accidents and closures of the scenario may spill over into this one. */
    List<Ward> scriptedSpillingInto(Ward ward, long fromMillis, long untilMillis) {
        List<Ward> found = List.of();
        for (EventKind kind : BLOCKING) {
            for (Event event : scripted.spillingInto(kind, ward.code())) {
                if (scripted.beginMillis(event) < untilMillis && scripted.endMillis(event) > fromMillis) {
                    found = found.isEmpty() ? new ArrayList<>() : found;
                    for (String code : event.where()) {
                        found.add(wards.get(code));
                    }
                }
            }
        }
        return found;
    }

    /** Neighbours whose accidents by chance may spill over into this ward. */
    List<Ward> chanceSpillingInto(Ward ward, long fromMillis, long untilMillis) {
        if (!byChance) {
            return List.of();
        }
        return wards.neighbours(ward).stream()
                .filter(other -> !chance.during(EventKind.ACCIDENT, other, fromMillis, untilMillis)
                        .isEmpty())
                .toList();
    }

    private void addScripted(List<Blockage> found, List<Event> events, long fromMillis, long untilMillis) {
        for (Event event : events) {
            long from = scripted.beginMillis(event);
            long until = scripted.endMillis(event);
            if (from < untilMillis && until > fromMillis) {
                found.add(new Blockage(from, until, event.magnitude()));
            }
        }
    }
}
