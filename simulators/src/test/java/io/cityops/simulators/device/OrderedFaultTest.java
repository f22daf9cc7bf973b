package io.cityops.simulators.device;

import static io.cityops.simulators.city.CityFixtures.CATALOGUE;
import static io.cityops.simulators.city.CityFixtures.DEVICES;
import static io.cityops.simulators.city.CityFixtures.MONDAY_TEN;
import static io.cityops.simulators.city.CityFixtures.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.telemetry.NativePayload;
import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.city.CityFixtures;
import io.cityops.simulators.city.SimulatedDevice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One device with a fault from the second to the eighth of twelve minutes, among ten others. */
class OrderedFaultTest {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long FROM = MONDAY_TEN + 2 * MINUTE;
    private static final long UNTIL = MONDAY_TEN + 8 * MINUTE;
    private static final long END = MONDAY_TEN + 12 * MINUTE;
    private static final SimulatedDevice CAMERA = CityFixtures.firstOf("traffic-camera");
    private static final List<SimulatedDevice> OTHERS = DEVICES.stream()
            .filter(device -> !device.id().equals(CAMERA.id()))
            .limit(10)
            .toList();
    private static final List<Sent> HEALTHY = stream(feed(FaultPlan.none()));

    /** A message and when it went out. */
    private record Sent(long atMillis, Publication publication) {
        String device() {
            return publication.deviceId();
        }

        String line() {
            return atMillis + " " + publication.qos() + " " + publication.topic() + " " + text();
        }

        String text() {
            return new String(publication.payload(), StandardCharsets.UTF_8);
        }

        boolean during() {
            return atMillis >= FROM && atMillis < UNTIL;
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void allOthersAndAllBeforeAndAfterIsTheSameToTheByte(Fault fault) {
        // what was held back comes within two messages of the end
        long over = UNTIL + 2 * CAMERA.intervalMillis() + 2000;
        Predicate<Sent> rest =
                sent -> !sent.device().equals(CAMERA.id()) || sent.atMillis < FROM || sent.atMillis > over;
        assertThat(lines(with(fault).stream().filter(rest).toList()))
                .isEqualTo(lines(HEALTHY.stream().filter(rest).toList()))
                .hasSizeGreaterThan(100);
    }

    @Test
    void silence() {
        assertThat(during(with(Fault.SILENCE))).isEmpty();
        assertThat(during(HEALTHY)).isNotEmpty();
    }

    @Test
    void stuckRepeatsOneMomentsValuesAtNewTimes() {
        List<Observation> stuck = observations(during(with(Fault.STUCK)));
        assertThat(stuck).hasSameSizeAs(observations(during(HEALTHY)));
        assertThat(stuck.stream().map(o -> List.of(values(o))).distinct()).hasSize(1);
        assertThat(stuck.stream().map(Observation::observedAtMillis).distinct()).hasSameSizeAs(stuck);
    }

    @Test
    void driftGrowsWithTime() {
        List<Double> ahead = differences(Fault.DRIFT, "occupancy_pct");
        assertThat(ahead.getLast()).isGreaterThan(0.1).isGreaterThan(3 * ahead.getFirst());
    }

    @Test
    void noiseScattersToBothSides() {
        List<Double> ahead = differences(Fault.NOISE, "mean_speed_kmh");
        assertThat(ahead).anyMatch(d -> d > 2).anyMatch(d -> d < -2);
    }

    @Test
    void spikesAreFewAndFarTooGreatAndTheOtherValuesAreRight() {
        List<Double> ahead = differences(Fault.SPIKE, "mean_speed_kmh");
        long spikes = ahead.stream().filter(d -> d > 20).count();
        assertThat(spikes).isBetween(1L, ahead.size() / 2L);
        assertThat(ahead.stream().filter(d -> d == 0)).hasSize(ahead.size() - (int) spikes);
    }

    @Test
    void duplicatesAreTheSameBytesTwice() {
        List<String> twice = new ArrayList<>();
        lines(during(HEALTHY)).forEach(line -> twice.addAll(List.of(line, line)));
        assertThat(lines(during(with(Fault.DUPLICATE)))).isEqualTo(twice);
    }

    @Test
    void lateIsHeldBackEvenForHoursAndThenSentWhole() {
        DeviceFeed late = feed(FaultPlan.none().with(List.of(order("late:" + CAMERA.id() + ":10m-190m"))));
        long begin = MONDAY_TEN + 10 * MINUTE;
        long end = MONDAY_TEN + 190 * MINUTE;
        long index = CAMERA.indexAt(begin - 1) + 1;
        List<Long> missed = new ArrayList<>();
        for (; CAMERA.observedAtMillis(index) < end; index++) {
            assertThat(late.at(CAMERA, index)).isEmpty();
            missed.add(index);
        }
        List<Publication> release = new ArrayList<>();
        while (release.isEmpty()) {
            release.addAll(late.at(CAMERA, index++));
        }
        List<Long> sent = release.stream()
                .flatMap(publication -> parsed(publication).stream())
                .map(Observation::seq)
                .toList();
        assertThat(sent).containsAll(missed).isSorted().hasSizeLessThanOrEqualTo(missed.size() + 2);
        assertThat(release).allMatch(publication -> publication.payload().length < 64 * 1024);
    }

    @Test
    void outOfOrderIsAllOfItWithTheNewerFirst() {
        List<Sent> swapped = ofCamera(with(Fault.OUT_OF_ORDER));
        assertThat(swapped.stream().map(Sent::text).sorted().toList())
                .isEqualTo(ofCamera(HEALTHY).stream().map(Sent::text).sorted().toList());
        List<Long> order = observations(swapped).stream().map(Observation::seq).toList();
        assertThat(order).isNotEqualTo(order.stream().sorted().toList());
    }

    @Test
    void garbageComesBesideTheGood() {
        List<String> good = lines(during(HEALTHY));
        List<Sent> sent = during(with(Fault.GARBAGE));
        assertThat(lines(sent)).containsAll(good).hasSize(2 * good.size());
        assertThat(sent.stream().filter(s -> parsed(s.publication).isEmpty())).hasSize(good.size());
    }

    @Test
    void wrongUnitsAreTheSameQuantityMeasuredInAnother() {
        List<Observation> right = observations(during(HEALTHY));
        List<Observation> wrong = observations(during(with(Fault.WRONG_UNITS)));
        for (int i = 0; i < right.size(); i++) {
            assertThat(value(wrong.get(i), "mean_speed_kmh"))
                    .isCloseTo(value(right.get(i), "mean_speed_kmh") / 3.6, within(0.001));
            assertThat(value(wrong.get(i), "vehicle_count")).isEqualTo(value(right.get(i), "vehicle_count"));
        }
    }

    @Test
    void aClockLeapsAndComesBack() {
        List<Long> healthy = stamps(HEALTHY);
        List<Long> leapt = stamps(with(Fault.CLOCK_JUMP));
        assertThat(leapt).hasSameSizeAs(healthy);
        List<Long> apart = new ArrayList<>();
        for (int i = 0; i < healthy.size(); i++) {
            apart.add(leapt.get(i) - healthy.get(i));
        }
        assertThat(new HashSet<>(apart)).hasSize(2).contains(0L);
        assertThat(apart.stream().map(Math::abs).max(Long::compare).orElseThrow())
                .isGreaterThan(60 * MINUTE);
    }

    @Test
    void anOldSessionIsSentAgainToTheByteBesideTheNew() {
        DeviceFeed feed = feed(FaultPlan.none().with(List.of(order("replayed-session:" + CAMERA.id() + ":6m-10m"))));
        List<Sent> all = ofCamera(stream(feed));
        List<String> old = all.stream()
                .filter(sent -> sent.atMillis > MONDAY_TEN + 2 * MINUTE && sent.atMillis < MONDAY_TEN + 5 * MINUTE)
                .map(Sent::text)
                .toList();
        List<String> again = all.stream()
                .filter(sent -> sent.publication.fault() == Fault.REPLAYED_SESSION)
                .map(Sent::text)
                .toList();
        assertThat(again).containsAll(old);
        assertThat(all).hasSize(ofCamera(HEALTHY).size() + again.size());
    }

    @Test
    void aLostConnectionChangesNothingOfWhatIsMeasured() {
        DeviceFeed feed = feed(ordered(Fault.DISCONNECT));
        assertThat(lines(stream(feed))).isEqualTo(lines(HEALTHY));
        assertThat(feed.disconnected(CAMERA, FROM - 1)).isFalse();
        assertThat(feed.disconnected(CAMERA, FROM)).isTrue();
        assertThat(feed.disconnected(CAMERA, UNTIL)).isFalse();
        assertThat(feed.disconnected(OTHERS.getFirst(), FROM)).isFalse();
    }

    @Test
    void aHostileClientFloodsAndPublishesWhereItMayNot() {
        List<Sent> hostile = during(with(Fault.HOSTILE));
        assertThat(hostile.size()).isGreaterThan(20 * during(HEALTHY).size());
        String own = DeviceFeed.topic(CAMERA.sector(), CAMERA.id());
        assertThat(hostile.stream().map(sent -> sent.publication.topic()).distinct())
                .contains(own, "$SYS/broker/uptime")
                .hasSizeGreaterThan(2);
    }

    @Test
    void aShareOfTheDevicesIsAsLargeAsItSays() {
        FaultPlan plan = FaultPlan.none().with(List.of(order("disconnect:30%:2m-8m")));
        long lost = DEVICES.stream()
                .filter(device -> plan.has(Fault.DISCONNECT, device, FROM))
                .count();
        assertThat(lost).isBetween(120L, 180L);
    }

    private static Offset<Double> within(double offset) {
        return Offset.offset(offset);
    }

    private static List<Sent> with(Fault fault) {
        return stream(feed(ordered(fault)));
    }

    private static FaultPlan ordered(Fault fault) {
        return FaultPlan.none().with(List.of(order(fault.tag() + ":" + CAMERA.id() + ":2m-8m")));
    }

    private static FaultOrder order(String text) {
        return FaultOrder.parse(text, MONDAY_TEN);
    }

    private static DeviceFeed feed(FaultPlan plan) {
        return new DeviceFeed(CATALOGUE, CityFixtures.city(), plan, Traits.lifelike(SEED), SEED);
    }

    private static List<Sent> stream(DeviceFeed feed) {
        List<SimulatedDevice> devices = new ArrayList<>(OTHERS);
        devices.add(CAMERA);
        List<Sent> sent = new ArrayList<>();
        new CitySchedule(devices, MONDAY_TEN, feed::dueMillis)
                .advanceTo(
                        END,
                        (device, index) -> feed.at(device, index)
                                .forEach(
                                        publication -> sent.add(new Sent(feed.dueMillis(device, index), publication))));
        return sent;
    }

    private static List<Sent> ofCamera(List<Sent> sent) {
        return sent.stream().filter(s -> s.device().equals(CAMERA.id())).toList();
    }

    private static List<Sent> during(List<Sent> sent) {
        return ofCamera(sent).stream().filter(Sent::during).toList();
    }

    private static List<String> lines(List<Sent> sent) {
        return sent.stream().map(Sent::line).toList();
    }

    private static List<Observation> observations(List<Sent> sent) {
        return sent.stream().flatMap(s -> parsed(s.publication).stream()).toList();
    }

    private static List<Observation> parsed(Publication publication) {
        DeviceType type = Objects.requireNonNull(CATALOGUE.deviceType(CAMERA.type()));
        return NativePayload.parse(publication.payload(), type, MONDAY_TEN + 200 * MINUTE)
                .accepted();
    }

    private static List<Long> stamps(List<Sent> sent) {
        return ofCamera(sent).stream()
                .map(s -> s.publication.contents().getFirst().observedAtMillis())
                .toList();
    }

    /** What the camera says during the fault, less what it would say without, message by message. */
    private static List<Double> differences(Fault fault, String measure) {
        List<Observation> wrong = observations(during(with(fault)));
        List<Observation> right = observations(during(HEALTHY));
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < right.size(); i++) {
            differences.add(value(wrong.get(i), measure) - value(right.get(i), measure));
        }
        return differences;
    }

    private static double value(Observation observation, String measure) {
        return observation.values()[List.of(observation.measures()).indexOf(measure)];
    }

    private static List<Double> values(Observation observation) {
        List<Double> values = new ArrayList<>();
        for (double value : observation.values()) {
            values.add(value);
        }
        return values;
    }
}
