package io.cityops.simulators.device;

import static io.cityops.simulators.city.CityFixtures.CATALOGUE;
import static io.cityops.simulators.city.CityFixtures.DEVICES;
import static io.cityops.simulators.city.CityFixtures.MONDAY_TEN;
import static io.cityops.simulators.city.CityFixtures.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.telemetry.NativePayload;
import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.RejectReason;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.CityFixtures;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.FaultPlan.Spell;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceFeedTest {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final City CITY = CityFixtures.city();

    private final FaultPlan faults = new FaultPlan(SEED, DEVICES.size());
    private final DeviceFeed feed = new DeviceFeed(CATALOGUE, CITY, faults, Traits.steady(), SEED);
    private final DeviceFeed healthy = new DeviceFeed(CATALOGUE, CITY, FaultPlan.none(), Traits.steady(), SEED);

    @Test
    void aPayloadIsTheContractsNativeFormat() {
        Observation observation = new Observation(
                1_795_600_800_250L, 12345, 0, new String[] {"water_level_m", "rain_mm"}, new double[] {1.42, 3});
        assertThat(new String(NativeFormat.write(observation), StandardCharsets.UTF_8))
                .isEqualTo("{\"ts\":1795600800250,\"seq\":12345,\"values\":{\"water_level_m\":1.42,\"rain_mm\":3}}");
    }

    @Test
    void theSameSeedGivesTheSameBytesInWhateverOrderAndByWhateverThread() {
        List<String> alone =
                DEVICES.stream().map(device -> tenMinutes(feed, device)).toList();
        List<SimulatedDevice> backwards = DEVICES.reversed();
        List<String> crowded = backwards.parallelStream()
                .map(device -> tenMinutes(
                        new DeviceFeed(
                                CATALOGUE,
                                CityFixtures.city(),
                                new FaultPlan(SEED, DEVICES.size()),
                                Traits.steady(),
                                SEED),
                        device))
                .toList()
                .reversed();
        assertThat(crowded).isEqualTo(alone);
    }

    @Test
    void aRestartedSimulatorContinuesAsIfNothingHadBeen() {
        List<String> through = run(MONDAY_TEN, MONDAY_TEN + 4 * MINUTE);
        List<String> restarted = new ArrayList<>(run(MONDAY_TEN, MONDAY_TEN + 90_000));
        restarted.addAll(run(MONDAY_TEN + 90_000, MONDAY_TEN + 4 * MINUTE));
        assertThat(restarted).isEqualTo(through);
    }

    @Test
    void theRealParserAcceptsEveryMessageWithoutGarbage() {
        for (SimulatedDevice device : DEVICES) {
            for (Publication message : messages(healthy, device, MONDAY_TEN, MONDAY_TEN + MINUTE)) {
                NativePayload.Result result = parsed(device, message);
                assertThat(result.refused()).isEmpty();
                assertThat(result.accepted()).hasSize(1);
            }
        }
    }

    @Test
    void theContentsTellExactlyWhatTheRealParserMakesOfAMessage() {
        for (SimulatedDevice device : DEVICES) {
            for (Publication message : messages(feed, device, MONDAY_TEN, MONDAY_TEN + 5 * MINUTE)) {
                NativePayload.Result result = parsed(device, message, MONDAY_TEN + 5 * MINUTE);
                int measures =
                        message.contents().stream().mapToInt(Content::measures).sum();
                int rejections = message.contents().stream()
                        .mapToInt(Content::rejections)
                        .sum();
                assertThat(result.accepted().stream()
                                .mapToInt(o -> o.measures().length)
                                .sum())
                        .isEqualTo(measures);
                assertThat(result.refused()).hasSize(rejections);
            }
        }
    }

    @Test
    void aSilentDeviceSendsNothing() {
        Moment moment = momentOf(Fault.SILENCE);
        assertThat(feed.at(moment.device, moment.index)).isEmpty();
        assertThat(healthy.at(moment.device, moment.index)).hasSize(1);
    }

    @Test
    void aStuckDeviceRepeatsItsValuesAtNewTimes() {
        Moment moment = momentOf(Fault.STUCK);
        Observation first = only(moment.device, feed.at(moment.device, moment.index));
        Observation second = only(moment.device, feed.at(moment.device, moment.index + 1));
        assertThat(second.values()).isEqualTo(first.values());
        assertThat(second.observedAtMillis()).isGreaterThan(first.observedAtMillis());
    }

    @Test
    void aDuplicatingDeviceSendsTheSameBytesTwice() {
        Moment moment = momentOf(Fault.DUPLICATE);
        List<Publication> messages = feed.at(moment.device, moment.index);
        assertThat(messages).hasSize(2);
        assertThat(messages.get(1).payload()).isEqualTo(messages.get(0).payload());
        assertThat(messages.get(1).fault()).isEqualTo(Fault.DUPLICATE);
    }

    @Test
    void aLateDeviceSendsAfterwardsAllThatItHeldBackWithTheOriginalTimes() {
        Moment moment = momentOf(Fault.LATE);
        SimulatedDevice device = moment.device;
        Spell spell = moment.spell;
        long first = device.indexAt(spell.fromMillis() - 1) + 1;
        long after = device.indexAt(spell.untilMillis() - 1) + 1;
        for (long index = first; index < after; index++) {
            assertThat(feed.at(device, index)).isEmpty();
        }
        List<Publication> messages = feed.at(device, after);
        List<Long> times = messages.stream()
                .flatMap(message -> parsed(device, message).accepted().stream())
                .map(Observation::observedAtMillis)
                .toList();
        List<Long> expected = new ArrayList<>();
        for (long index = first; index <= after; index++) {
            expected.add(device.observedAtMillis(index));
        }
        assertThat(times).isEqualTo(expected);
        assertThat(messages.getFirst().fault()).isEqualTo(Fault.LATE);
    }

    @Test
    void garbageComesBesideTheGoodAndIsBrokenUnknownOrOutOfRange() {
        Set<RejectReason> reasons = EnumSet.noneOf(RejectReason.class);
        for (SimulatedDevice device : DEVICES) {
            for (Publication message : messages(feed, device, MONDAY_TEN, MONDAY_TEN + 120 * MINUTE)) {
                if (message.fault() == Fault.GARBAGE) {
                    NativePayload.Result result = parsed(device, message);
                    assertThat(result.accepted()).isEmpty();
                    result.refused().forEach(refusal -> reasons.add(refusal.reason()));
                }
            }
        }
        assertThat(reasons)
                .containsExactlyInAnyOrder(
                        RejectReason.MALFORMED, RejectReason.UNKNOWN_MEASURE, RejectReason.OUT_OF_RANGE);
    }

    @Test
    void historyIsEveryReadingInFewMessagesAndTheSameAsWhatWasSentLive() {
        SimulatedDevice camera = DEVICES.stream()
                .filter(device -> device.intervalMillis() == 10_000)
                .findFirst()
                .orElseThrow();
        List<Publication> history = healthy.history(camera, MONDAY_TEN - 90 * MINUTE, MONDAY_TEN);
        List<Observation> observations = history.stream()
                .flatMap(message -> parsed(camera, message).accepted().stream())
                .toList();
        assertThat(history).hasSizeLessThanOrEqualTo(6);
        assertThat(observations).hasSize(540);
        Observation one = observations.get(40);
        Observation live = only(camera, healthy.at(camera, camera.indexAt(one.observedAtMillis())));
        assertThat(one.observedAtMillis()).isEqualTo(live.observedAtMillis());
        assertThat(one.seq()).isEqualTo(live.seq());
        assertThat(one.values()).isEqualTo(live.values());
    }

    @Test
    void historyEndsWhereTheLiveMessagesBegin() {
        SimulatedDevice device = DEVICES.getFirst();
        List<Publication> history = healthy.history(device, MONDAY_TEN - 10 * MINUTE, MONDAY_TEN + 1);
        long newest = history.getLast().contents().getLast().observedAtMillis();
        List<Long> live = new ArrayList<>();
        new CitySchedule(List.of(device), MONDAY_TEN)
                .advanceTo(MONDAY_TEN + MINUTE, (d, index) -> live.add(d.observedAtMillis(index)));
        assertThat(newest).isLessThanOrEqualTo(MONDAY_TEN);
        assertThat(live.getFirst()).isGreaterThan(MONDAY_TEN);
        assertThat(live.getFirst() - newest).isLessThanOrEqualTo(MINUTE + device.intervalMillis());
    }

    private record Moment(SimulatedDevice device, long index, Spell spell) {}

    /** A device that has only this fault, for two more minutes at least. */
    private Moment momentOf(Fault fault) {
        for (long t = MONDAY_TEN; t < MONDAY_TEN + 600 * MINUTE; t += MINUTE) {
            for (SimulatedDevice device : DEVICES) {
                long index = device.indexAt(t);
                Optional<Spell> spell = faults.spell(fault, device, device.observedAtMillis(index));
                if (spell.isPresent() && spell.get().untilMillis() > t + 2 * MINUTE && noOther(fault, device, t)) {
                    return new Moment(device, index, spell.get());
                }
            }
        }
        throw new AssertionError("no " + fault + " in ten hours");
    }

    private boolean noOther(Fault fault, SimulatedDevice device, long around) {
        return Arrays.stream(Fault.values())
                .filter(other -> other != fault)
                .noneMatch(other -> faults.has(other, device, around - 3 * MINUTE)
                        || faults.has(other, device, around)
                        || faults.has(other, device, around + 3 * MINUTE)
                        || faults.has(other, device, around + 6 * MINUTE));
    }

    private static String tenMinutes(DeviceFeed feed, SimulatedDevice device) {
        StringBuilder all = new StringBuilder();
        messages(feed, device, MONDAY_TEN, MONDAY_TEN + 10 * MINUTE)
                .forEach(message ->
                        all.append(message.topic()).append(text(message)).append('\n'));
        return all.toString();
    }

    private static List<Publication> messages(DeviceFeed feed, SimulatedDevice device, long from, long until) {
        List<Publication> messages = new ArrayList<>();
        for (long index = device.indexAt(from) + 1; device.observedAtMillis(index) <= until; index++) {
            messages.addAll(feed.at(device, index));
        }
        return messages;
    }

    private List<String> run(long from, long until) {
        List<String> messages = new ArrayList<>();
        new CitySchedule(DEVICES, from)
                .advanceTo(until, (device, index) -> feed.at(device, index).forEach(m -> messages.add(text(m))));
        return messages;
    }

    private static Observation only(SimulatedDevice device, List<Publication> messages) {
        assertThat(messages).hasSize(1);
        return parsed(device, messages.getFirst()).accepted().getFirst();
    }

    private static NativePayload.Result parsed(SimulatedDevice device, Publication message) {
        return parsed(device, message, MONDAY_TEN + 660 * MINUTE);
    }

    private static NativePayload.Result parsed(SimulatedDevice device, Publication message, long receivedAtMillis) {
        DeviceType type = Objects.requireNonNull(CATALOGUE.deviceType(device.type()));
        return NativePayload.parse(message.payload(), type, receivedAtMillis);
    }

    private static String text(Publication message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }
}
