package io.cityops.simulators.city;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.simulators.scenario.Backdrop;
import io.cityops.simulators.scenario.Event;
import io.cityops.simulators.scenario.EventKind;
import io.cityops.simulators.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What really happened in the simulated city, scripted or by chance: the truth that alarms are held against. */
public final class Chronicle {
    /** From so much rain on it is a shower, as the sewers see it. */
    private static final double SHOWER_MM_PER_HOUR = 10;

    private static final long LOOK_MILLIS = Duration.ofMinutes(5).toMillis();

    private final Scenario scenario;
    private final Wards wards;
    private final Chance chance;
    private final Rain rain;

    /**
     * @param event of the scenario; empty: by chance
     * @param area the ward
     * @param from in the scenario's time
     */
    public record Happening(String event, EventKind kind, String area, Instant from, Instant until, double magnitude) {}

    public Chronicle(Catalogue catalogue, long seed, Scenario scenario) {
        this.scenario = scenario;
        this.wards = new Wards(catalogue);
        Dice dice = new Dice(seed);
        this.chance = new Chance(dice, wards);
        this.rain = Life.of(dice, scenario.withoutEvents(), wards).rain();
    }

    /** Of the scenario, and by chance whatever lies at least partly within the time; by when it began. */
    public List<Happening> between(Instant from, Instant until) {
        List<Happening> found = new ArrayList<>();
        for (Event event : scenario.events()) {
            Instant at = scenario.start().plus(event.at());
            for (String ward : event.where()) {
                found.add(new Happening(
                        event.id(), event.kind(), ward, at, at.plus(event.duration()), event.magnitude()));
            }
            for (String ward : event.spill()) {
                found.add(new Happening(
                        event.id(), event.kind(), ward, at, at.plus(event.duration()), event.magnitude()));
            }
        }
        if (scenario.backdrop() != Backdrop.CALM) {
            for (Ward ward : wards.all()) {
                byChance(ward, from, until, found);
                showers(ward, from, until, found);
            }
        }
        found.sort(Comparator.comparing(Happening::from).thenComparing(Happening::area));
        return found;
    }

    private void byChance(Ward ward, Instant from, Instant until, List<Happening> found) {
        for (EventKind kind : EventKind.values()) {
            for (Chance.Happening each : chance.during(kind, ward, from.toEpochMilli(), until.toEpochMilli())) {
                found.add(new Happening(
                        "",
                        kind,
                        ward.code(),
                        Instant.ofEpochMilli(each.fromMillis()),
                        Instant.ofEpochMilli(each.untilMillis()),
                        each.magnitude()));
            }
        }
    }

    private void showers(Ward ward, Instant from, Instant until, List<Happening> found) {
        long begun = -1;
        double most = 0;
        for (long at = from.toEpochMilli(); at <= until.toEpochMilli(); at += LOOK_MILLIS) {
            double now = rain.mmPerHour(ward, ward.middle(), at);
            boolean raining = now >= SHOWER_MM_PER_HOUR && at < until.toEpochMilli();
            if (raining) {
                begun = begun < 0 ? at : begun;
                most = Math.max(most, now);
            } else if (begun >= 0) {
                found.add(new Happening(
                        "", EventKind.RAIN, ward.code(), Instant.ofEpochMilli(begun), Instant.ofEpochMilli(at), most));
                begun = -1;
                most = 0;
            }
        }
    }
}
