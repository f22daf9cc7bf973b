package io.cityops.simulators.device;

import static io.cityops.simulators.city.CityFixtures.CATALOGUE;
import static io.cityops.simulators.city.CityFixtures.DEVICES;
import static io.cityops.simulators.city.CityFixtures.MONDAY_TEN;
import static io.cityops.simulators.city.CityFixtures.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.simulators.city.CityFixtures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PublicationStreamTest {
    private static final long QUARTER_MILLIS = 900_000;

    @Test
    void everyByteIsTheSameOnAnyRunAndWithAnyNumberOfThreads() {
        List<String> alone = run(1, QUARTER_MILLIS, Traits.lifelike(SEED));
        assertThat(run(7, 60_000, Traits.lifelike(SEED))).isEqualTo(alone).hasSizeGreaterThan(10_000);
    }

    @Test
    void anotherSeedIsAnotherCity() {
        assertThat(run(1, QUARTER_MILLIS, Traits.lifelike(SEED + 1)))
                .isNotEqualTo(run(1, QUARTER_MILLIS, Traits.lifelike(SEED)));
    }

    @Test
    void inTheFieldDevicesAreNotAllAlike() {
        List<Publication> messages = new ArrayList<>();
        advance(1, QUARTER_MILLIS, Traits.lifelike(SEED), due -> messages.add(due.publication()));
        for (int qos = 0; qos <= 2; qos++) {
            int wanted = qos;
            assertThat(messages.stream()
                            .filter(message -> message.qos() == wanted)
                            .map(Publication::deviceId)
                            .distinct()
                            .count())
                    .as("devices with QoS " + qos)
                    .isGreaterThan(40);
        }
        assertThat(messages.stream()
                        .filter(message -> message.contents().size() == 2)
                        .map(Publication::deviceId)
                        .distinct())
                .as("devices that send two observations together")
                .isNotEmpty();
    }

    @Test
    void observationsComeLateOnTheGridButNeverBeforeTheirTurn() {
        Traits.Source traits = Traits.lifelike(SEED);
        DeviceFeed feed = feed(traits);
        assertThat(DEVICES).allSatisfy(device -> {
            long index = device.indexAt(MONDAY_TEN);
            long late = feed.dueMillis(device, index) - device.observedAtMillis(index);
            assertThat(late).isBetween(0L, (long) (0.08 * device.intervalMillis()));
        });
        assertThat(DEVICES.stream()
                        .map(device -> traits.of(device).clockAheadMillis(MONDAY_TEN))
                        .filter(ahead -> Math.abs(ahead) > 1500))
                .as("clocks off by more than a second and a half")
                .hasSizeBetween(1, 100);
    }

    private static List<String> run(int threads, long sliceMillis, Traits.Source traits) {
        List<String> lines = new ArrayList<>();
        advance(
                threads,
                sliceMillis,
                traits,
                due -> lines.add(due.atMillis() + " "
                        + due.publication().qos() + " " + due.publication().topic() + " "
                        + new String(due.publication().payload(), StandardCharsets.ISO_8859_1)));
        return lines;
    }

    private static void advance(
            int threads, long sliceMillis, Traits.Source traits, Consumer<PublicationStream.Due> told) {
        try (PublicationStream stream = new PublicationStream(DEVICES, feed(traits), MONDAY_TEN, threads)) {
            for (long t = sliceMillis; t <= QUARTER_MILLIS; t += sliceMillis) {
                stream.advanceTo(MONDAY_TEN + t, told, fault -> {});
            }
        }
    }

    private static DeviceFeed feed(Traits.Source traits) {
        FaultOrder order = FaultOrder.parse("late:5%:1m-4m", MONDAY_TEN);
        FaultPlan plan = new FaultPlan(SEED, DEVICES.size()).with(List.of(order));
        return new DeviceFeed(CATALOGUE, CityFixtures.city(), plan, traits, SEED);
    }
}
