package io.cityops.simulators.city;

import static io.cityops.simulators.city.CityFixtures.MONDAY_TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rain does, looked at where and when it rains most. */
class WeatherTest {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final Place LOW = DevicePlan.placeOf(
            CityFixtures.CATALOGUE.area(Streets.lowAreas().iterator().next()));

    private final Dice dice = new Dice(CityFixtures.SEED);
    private final List<Place> everywhere =
            List.copyOf(DevicePlan.places(CityFixtures.CATALOGUE).values());
    private final Rain rain = new Rain(dice, List.of(LOW), everywhere);
    private final Rivers rivers = new Rivers(dice);
    private final Streets streets = new Streets(rain, rivers);
    private final Traffic traffic = new Traffic(dice, rain, streets);
    private final Air air = new Air(dice, streets);

    @Test
    void rainTravels() {
        long heaviest = heaviestMoment();
        double here = rain.mmPerHour(LOW.lat(), LOW.lon(), heaviest);
        double sameSpotLater = rain.mmPerHour(LOW.lat(), LOW.lon(), heaviest + 40 * MINUTE);
        assertThat(here).isGreaterThan(40);
        assertThat(sameSpotLater).isNotEqualTo(here);
        assertThat(rain.mmPerHour(LOW.lat() + 0.3, LOW.lon() + 0.3, heaviest)).isLessThan(here / 2);
    }

    @Test
    void aHeavyShowerFloodsALowStreetAndHardlyAnOrdinaryOne() {
        Place ordinary = new Place("26743", LOW.lat(), LOW.lon());
        double low = deepest(LOW);
        double drained = deepest(ordinary);
        assertThat(low).isBetween(0.15, 0.8);
        assertThat(drained).isLessThan(low / 2);
    }

    @Test
    void rainSlowsTraffic() {
        long wet = heaviestMoment();
        Rain none = new Rain(dice, List.of(new Place("x", 0, 0)), List.of(new Place("x", 0, 0)));
        Traffic dry = new Traffic(dice, none, new Streets(none, rivers));
        assertThat(traffic.at(LOW, 7, wet).speedKmh())
                .isLessThan(0.85 * dry.at(LOW, 7, wet).speedKmh());
    }

    @Test
    void rainWashesDustOutAndCoolsTheAir() {
        long wet = heaviestMoment() + 10 * MINUTE;
        Rain none = new Rain(dice, List.of(new Place("x", 0, 0)), List.of(new Place("x", 0, 0)));
        Air dry = new Air(dice, new Streets(none, rivers));
        assertThat(air.at(LOW, 7, wet).pm25())
                .isLessThan(0.8 * dry.at(LOW, 7, wet).pm25());
        assertThat(air.at(LOW, 7, wet).temperature())
                .isLessThan(dry.at(LOW, 7, wet).temperature() - 1);
    }

    @Test
    void flowIsSpeedTimesDensitySoTheThreeMeasuresBelongTogether() {
        for (long hour = 0; hour < 24; hour++) {
            Traffic.State state = traffic.at(LOW, 7, MONDAY_TEN + hour * 60 * MINUTE);
            double vehiclesPerKm = state.flowPerHour() / state.speedKmh();
            double lanes = 0.32 * vehiclesPerKm / state.occupancyPct(); // 3.2 m of a lane covered by each vehicle
            assertThat(lanes).isCloseTo(Math.rint(lanes), within(1e-6)).isBetween(0.9, 4.1);
        }
    }

    @Test
    void aTideAboveTheBankComesUpThroughTheSewers() {
        Rain none = new Rain(dice, List.of(new Place("x", 0, 0)), List.of(new Place("x", 0, 0)));
        Streets dryStreets = new Streets(none, rivers);
        Place tanThuan = DevicePlan.placeOf(CityFixtures.CATALOGUE.area("27478"));
        List<Long> tenMinutes = new ArrayList<>();
        long start = CityFixtures.at("2026-11-24T12:00:00+07:00");
        for (long t = start; t < start + 36 * 60 * MINUTE; t += 10 * MINUTE) {
            tenMinutes.add(t);
        }
        long high = tenMinutes.stream()
                .max(Comparator.comparingDouble(t -> rivers.levelM("27478", t)))
                .orElseThrow();
        assertThat(dryStreets.floodDepthM(tanThuan, high)).isBetween(0.005, 0.25);
        assertThat(dryStreets.floodDepthM(tanThuan, high - 6 * 60 * MINUTE)).isZero();
    }

    private double deepest(Place place) {
        double deepest = 0;
        for (long t = MONDAY_TEN; t < MONDAY_TEN + 300 * MINUTE; t += 5 * MINUTE) {
            deepest = Math.max(deepest, streets.floodDepthM(place, t));
        }
        return deepest;
    }

    private long heaviestMoment() {
        long heaviest = MONDAY_TEN;
        for (long t = MONDAY_TEN; t < MONDAY_TEN + 300 * MINUTE; t += MINUTE) {
            if (rain.mmPerHour(LOW.lat(), LOW.lon(), t) > rain.mmPerHour(LOW.lat(), LOW.lon(), heaviest)) {
                heaviest = t;
            }
        }
        return heaviest;
    }
}
