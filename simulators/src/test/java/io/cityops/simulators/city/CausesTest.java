package io.cityops.simulators.city;

import static io.cityops.simulators.city.CityFixtures.CATALOGUE;
import static io.cityops.simulators.city.CityFixtures.SEED;
import static io.cityops.simulators.city.CityFixtures.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cityops.model.catalogue.Text;
import io.cityops.simulators.scenario.Backdrop;
import io.cityops.simulators.scenario.Event;
import io.cityops.simulators.scenario.EventKind;
import io.cityops.simulators.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One thing causes the next, across the sectors. */
class CausesTest {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final String LOW_WARD = "26809";
    private static final Wards WARDS = new Wards(CATALOGUE);
    private static final Ward LOW = WARDS.get(LOW_WARD);
    private static final Ward CENTRE = WARDS.get("26740");
    private static final Life QUIET = life();

    /** A Tuesday, 16:00 in the city. */
    private static final long START = at("2026-11-24T16:00:00+07:00");

    @Test
    void rainFloodsALowStreetSlowsTrafficAndMakesPeopleCallAndReport() {
        Life wet = life(event(EventKind.RAIN, 10, 60, LOW_WARD, 90));
        long before = START + 5 * MINUTE;
        long after = START + 75 * MINUTE;

        assertThat(wet.streets().floodDepthM(LOW, before))
                .isEqualTo(QUIET.streets().floodDepthM(LOW, before));
        assertThat(wet.streets().floodDepthM(LOW, after)).isBetween(0.25, 1.2);
        assertThat(wet.traffic().wardKmh(LOW, after))
                .isLessThan(0.6 * QUIET.traffic().wardKmh(LOW, after));
        assertThat(wet.emergencies().wanted(LOW, after).all())
                .isGreaterThan(2 * QUIET.emergencies().wanted(LOW, after).all());
        assertThat(reports(wet, Reports.Topic.FLOOD)).isGreaterThan(reports(QUIET, Reports.Topic.FLOOD) + 8);
        assertThat(wet.weather().temperatureC(LOW, after))
                .isLessThan(QUIET.weather().temperatureC(LOW, after) - 2);
        assertThat(wet.air().at(LOW, 7, after).pm25())
                .isLessThan(0.7 * QUIET.air().at(LOW, 7, after).pm25());
    }

    @Test
    void theSameRainLeavesAWellDrainedStreetPassable() {
        Life wet = life(event(EventKind.RAIN, 10, 60, CENTRE.code(), 60));
        long after = START + 60 * MINUTE;
        assertThat(wet.streets().floodDepthM(CENTRE, after)).isLessThan(0.12);
    }

    @Test
    void whatRainHasLeftIsGoneAfterSomeHours() {
        Life wet = life(event(EventKind.RAIN, 10, 60, LOW_WARD, 90));
        long muchLater = START + (70 + 361) * MINUTE;
        assertThat(wet.streets().floodDepthM(LOW, muchLater))
                .isEqualTo(QUIET.streets().floodDepthM(LOW, muchLater));
    }

    @Test
    void heatLoadsTheFeedersUntilTheyTripAndThenLampsSignalsAndLinksAreOut() {
        Life hot =
                life(event(EventKind.HEAT, 0, 180, CENTRE.code(), 9), event(EventKind.LOAD, 0, 180, CENTRE.code(), 25));
        long evening = START + 110 * MINUTE;

        assertThat(QUIET.grid().outageShare(CENTRE, evening)).isZero();
        assertThat(hot.grid().wantedPct(CENTRE, evening)).isGreaterThan(Grid.TRIP_PCT);
        assertThat(hot.grid().outageShare(CENTRE, evening)).isGreaterThan(0.4);
        assertThat(hot.roads().capacity(CENTRE, evening))
                .isLessThan(QUIET.roads().capacity(CENTRE, evening) - 0.1);
    }

    @Test
    void aClosedRoadBuildsAQueueThatSpillsOverAndThenDischarges() {
        Ward beside = WARDS.get("26743");
        Event closure = new Event(
                "c",
                EventKind.CLOSURE,
                Duration.ofMinutes(30),
                Duration.ofMinutes(60),
                List.of(CENTRE.code()),
                List.of(beside.code()),
                0.8);
        Life closed = life(closure);
        long early = START + 40 * MINUTE;
        long late = START + 85 * MINUTE;
        long after = START + (90 + 241) * MINUTE;

        assertThat(closed.roads().queueHours(CENTRE, early)).isGreaterThan(0.03);
        assertThat(closed.roads().queueHours(CENTRE, late))
                .isGreaterThan(closed.roads().queueHours(CENTRE, early) + 0.2);
        assertThat(closed.traffic().wardKmh(CENTRE, late)).isLessThan(8);
        assertThat(closed.traffic().wardKmh(beside, early))
                .isEqualTo(QUIET.traffic().wardKmh(beside, early));
        assertThat(closed.traffic().wardKmh(beside, late))
                .isLessThan(0.8 * QUIET.traffic().wardKmh(beside, late));
        assertThat(closed.roads().queueHours(CENTRE, after))
                .isEqualTo(QUIET.roads().queueHours(CENTRE, after));
    }

    @Test
    void flowIsAlwaysDensityTimesSpeed() {
        for (long minute = 0; minute < 24 * 60; minute += 20) {
            Traffic.State state = QUIET.traffic().at(CENTRE, 7, START + minute * MINUTE);
            double vehiclesPerKm = state.flowPerHour() / state.speedKmh();
            double lanes = 0.256 * vehiclesPerKm / state.occupancyPct(); // 2.56 m of a lane covered by each vehicle
            assertThat(lanes).isCloseTo(Math.rint(lanes), within(1e-6)).isBetween(0.9, 4.1);
        }
    }

    @Test
    void aTideAboveTheBankComesUpThroughTheSewers() {
        Ward tanThuan = WARDS.get("27478");
        Life high = life(event(EventKind.SURGE, 0, 240, tanThuan.code(), 0.35));
        long highWater = START + 70 * MINUTE;
        assertThat(high.rivers().levelM(tanThuan, highWater)).isGreaterThan(1.6);
        assertThat(high.streets().floodDepthM(tanThuan, highWater)).isBetween(0.1, 0.6);
        assertThat(QUIET.streets().floodDepthM(tanThuan, highWater - 6 * 60 * MINUTE))
                .isZero();
    }

    @Test
    void tetEmptiesTheCityAndHolidaysHaveNoRush() {
        long tet = at("2027-02-06T07:30:00+07:00");
        long saturdayBefore = at("2027-01-16T07:30:00+07:00");
        long monday = at("2027-01-18T07:30:00+07:00");
        long nationalDay = at("2026-09-02T07:30:00+07:00");
        assertThat(Rhythm.traffic(tet)).isLessThan(0.4 * Rhythm.traffic(saturdayBefore));
        assertThat(Rhythm.traffic(nationalDay)).isLessThan(0.7 * Rhythm.traffic(monday));
        assertThat(Calendar.workingDay(CityTime.day(monday))).isTrue();
        assertThat(Calendar.workingDay(CityTime.day(nationalDay))).isFalse();
        assertThat(Calendar.holiday(CityTime.day(at("2026-04-26T10:00:00+07:00"))))
                .as("the Hùng Kings' day")
                .isTrue();
    }

    private static long reports(Life life, Reports.Topic topic) {
        return life.reports().of(LOW, CityTime.day(START)).stream()
                .filter(report -> report.topic() == topic)
                .count();
    }

    private static Event event(EventKind kind, int atMinute, int minutes, String ward, double magnitude) {
        return new Event(
                kind + "-" + ward,
                kind,
                Duration.ofMinutes(atMinute),
                Duration.ofMinutes(minutes),
                List.of(ward),
                List.of(),
                magnitude);
    }

    private static Life life(Event... events) {
        Text none = new Text("", "");
        Instant start = Instant.parse("2026-11-24T09:00:00Z");
        Scenario scenario = new Scenario(
                "test", none, none, start, Duration.ofHours(6), Backdrop.CALM, List.of(events), List.of(), start);
        return Life.of(new Dice(SEED), scenario, WARDS);
    }
}
