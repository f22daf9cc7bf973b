package io.cityops.jobs.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.wire.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class DeviceNumbersTest {
    private static Map<String, Double> contents(DeviceNumbers numbers) {
        Map<String, Double> contents = new TreeMap<>();
        numbers.forEach((place, own) -> contents.put(numbers.roll().name(place), own[0]));
        return contents;
    }

    private static List<Double> listed(Iterable<double[]> each) {
        List<Double> listed = new ArrayList<>();
        each.forEach(own -> listed.add(own[0]));
        listed.sort(null);
        return listed;
    }

    private static DeviceNumbers on(Roll roll, Map<String, Double> contents) {
        DeviceNumbers numbers = new DeviceNumbers(roll);
        contents.forEach((device, number) -> numbers.put(device, new double[] {number}));
        return numbers;
    }

    private static Map<String, Double> some(RandomGenerator random, int devices) {
        Map<String, Double> some = new HashMap<>();
        for (int i = random.nextInt(200); i > 0; i--) {
            some.put("đo-" + random.nextInt(devices), 1.0 + random.nextInt(100));
        }
        return some;
    }

    @Test
    void theyAreWhatAMapByNameWouldBeWhicheverRollTheyStandOn() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        Roll shared = new Roll();
        for (int turn = 0; turn < 300; turn++) {
            Map<String, Double> first = some(random, 1_000);
            Map<String, Double> second = some(random, 1_000);
            DeviceNumbers one = on(random.nextBoolean() ? shared : new Roll(), first);
            DeviceNumbers other = on(random.nextBoolean() ? shared : new Roll(), second);

            Map<String, Double> sum = new TreeMap<>(first);
            second.forEach((device, number) -> sum.merge(device, number, Double::sum));
            Map<String, Double> newest = new TreeMap<>(second);
            newest.putAll(first);

            assertThat(contents(one.with(other, OneSum.SUM))).isEqualTo(sum);
            assertThat(listed(one.orElse(other)))
                    .isEqualTo(newest.values().stream().sorted().toList());
            assertThat(contents(one)).as("unchanged").isEqualTo(new TreeMap<>(first));
            one.add(other, OneSum.SUM);
            assertThat(contents(one)).isEqualTo(sum);
            assertThat(one.size()).isEqualTo(sum.size());
            assertThat(contents(other)).as("unchanged").isEqualTo(new TreeMap<>(second));
            assertThat(contents(one.on(shared))).isEqualTo(sum);
        }
    }

    @Test
    void whatIsAddedIsCopied() {
        DeviceNumbers from = on(new Roll(), Map.of("a", 1.0));
        DeviceNumbers into = new DeviceNumbers(new Roll());

        into.add(from, OneSum.SUM);
        into.add(from, OneSum.SUM);

        assertThat(contents(into)).containsExactly(Map.entry("a", 2.0));
        assertThat(contents(from)).containsExactly(Map.entry("a", 1.0));
    }

    @Test
    void statesOfEarlierVersionsAreTakenUp() throws IOException {
        Numbers earlier = new Numbers();
        earlier.devices = new HashMap<>(Map.of("gauge-1", new double[] {1.5}, "gauge-2", new double[] {2}));
        DataOutputSerializer out = new DataOutputSerializer(64);
        earlier.write(out);
        Numbers read = Numbers.read(new DataInputDeserializer(out.getCopyOfBuffer()), new Words());

        assertThat(contents(read.byDevice())).isEqualTo(Map.of("gauge-1", 1.5, "gauge-2", 2.0));
    }

    @Test
    void aRollKeepsEachPlaceForAsLongAsItLives() {
        Roll roll = new Roll();
        assertThat(roll.find("camera-0")).isEqualTo(Roll.NOBODY);
        for (int i = 0; i < 5_000; i++) {
            assertThat(roll.place("camera-" + i)).isEqualTo(i);
        }
        for (int i = 0; i < 5_000; i++) {
            assertThat(roll.place("camera-" + i)).isEqualTo(i);
            assertThat(roll.name(i)).isEqualTo("camera-" + i);
        }
        assertThat(roll.size()).isEqualTo(5_000);
        assertThat(roll.find("camera-5000")).isEqualTo(Roll.NOBODY);
    }
}
