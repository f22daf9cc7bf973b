package io.cityops.jobs.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.alarm.LadderState;
import io.cityops.jobs.alarm.LadderStateLayout;
import io.cityops.jobs.alarm.Sample;
import io.cityops.jobs.alarm.SeriesPoint;
import io.cityops.jobs.alarm.SeriesState;
import io.cityops.jobs.detect.SeriesMemory;
import io.cityops.jobs.device.CounterMemory;
import io.cityops.jobs.device.DeviceRecord;
import io.cityops.jobs.device.Heard;
import io.cityops.jobs.device.Presence;
import io.cityops.jobs.device.ReportRow;
import io.cityops.jobs.indicator.AreaDelta;
import io.cityops.jobs.indicator.AreaWindow;
import io.cityops.jobs.indicator.CoveredWindows;
import io.cityops.jobs.indicator.Numbers;
import io.cityops.jobs.indicator.Slice;
import io.cityops.jobs.indicator.Tally;
import io.cityops.jobs.intake.DeviceMessage;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayoutTest {
    /** With another value than usual in each field, so that a forgotten one is noticed. */
    static List<Object> values() throws Exception {
        DeviceMessage message = filled(new DeviceMessage());
        message.telemetry = new byte[] {1, -2, 0};
        ReportRow row = filled(new ReportRow());
        row.bytes = new byte[] {0, 10, -1};
        LadderState ladder = filled(new LadderState());
        ladder.beyondSince = new long[] {5, Long.MIN_VALUE};
        ladder.backSince = new long[] {Long.MIN_VALUE, 1_795_330_800_000L};
        ladder.active = new boolean[] {true, false};
        ladder.extremes.put(-7L, 1.25);
        ladder.extremes.put(23_932_401L, -0.5);
        return List.of(
                message,
                row,
                filled(new Sample()),
                filled(new Presence()),
                ladder,
                filled(new SeriesPoint()),
                series(),
                device(),
                delta(),
                window());
    }

    private static DeviceRecord device() throws Exception {
        DeviceRecord device = filled(new DeviceRecord());
        device.seen.hashes = new long[] {-7, 3, Long.MAX_VALUE};
        device.seen.size = 3;
        DeviceRecord.LastValue last = filled(new DeviceRecord.LastValue());
        device.lastValues.put("pm25_ugm3", last);
        filled(device.clock);
        CoveredWindows covered = new CoveredWindows();
        covered.heard.firstWord = 12;
        covered.heard.words = new long[] {-1, 0, 1L << 63};
        covered.days.words = new long[] {4};
        device.coverage.put("độ ồn,pm25_ugm3", covered);
        device.heard = filled(new Heard());
        device.counters.put("vehicle_count\nlane 1", filled(new CounterMemory()));
        return device;
    }

    private static AreaDelta delta() throws Exception {
        AreaDelta delta = filled(new AreaDelta());
        Slice slice = filled(new Slice());
        slice.numbers = numbers();
        slice.covered = new int[] {1, 2, 3, 4};
        slice.stuck = new int[] {0, 0, 0, 9};
        delta.slices = List.of(slice, new Slice());
        return delta;
    }

    private static SeriesState series() throws Exception {
        SeriesState series = filled(new SeriesState());
        SeriesMemory memory = filled(new SeriesMemory());
        series.memory = memory;
        filled(memory.plain).last[3] = 1.5;
        filled(memory.dayRests).level[1] = -2;
        filled(memory.weekRests).known[2] = 7;
        filled(memory.day).variance[47] = 3;
        filled(memory.week).known[167] = 9;
        filled(memory.sameness);
        filled(memory.cadence);
        memory.records.heights[4] = 8;
        memory.records.age[1] = 5;
        memory.records.newest[2] = 1;
        return series;
    }

    private static AreaWindow window() throws Exception {
        AreaWindow window = filled(new AreaWindow());
        Tally tally = filled(new Tally());
        tally.numbers = numbers();
        window.tallies = Map.of("water.rain_1h", tally, "water.flood_depth", new Tally());
        window.unsent = Set.of("water.rain_1h");
        return window;
    }

    private static Numbers numbers() {
        Numbers numbers = new Numbers();
        numbers.pot = new double[] {Double.NEGATIVE_INFINITY, -0.0};
        numbers.byDevice().append("gauge-1", new double[] {1.5});
        numbers.byDevice().append("gauge-2", new double[0]);
        return numbers;
    }

    /** Every plain field another than it is at first. */
    private static <T> T filled(T value) throws IllegalAccessException {
        int number = 3;
        for (Field field : value.getClass().getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            number += 1_000_003;
            if (field.getType() == long.class) {
                field.setLong(value, -number * 1_000L);
            } else if (field.getType() == int.class) {
                field.setInt(value, number);
            } else if (field.getType() == double.class) {
                field.setDouble(value, number / 7.0);
            } else if (field.getType() == boolean.class) {
                field.setBoolean(value, true);
            } else if (field.getType() == String.class) {
                field.set(value, "chữ " + number);
            }
        }
        return value;
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatIsReadIsWhatWasWritten(Object value) throws Exception {
        TypeSerializer<Object> serializer = serializerOf(value);
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(value, out);
        serializer.serialize(value, out);

        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        TypeSerializer<Object> other = serializer.duplicate();
        assertThat(other.deserialize(in)).usingRecursiveComparison().isEqualTo(value);
        assertThat(other.deserialize(in)).usingRecursiveComparison().isEqualTo(value);
        assertThat(in.available()).isZero();
        assertThat(serializer.copy(value))
                .isNotSameAs(value)
                .usingRecursiveComparison()
                .isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void aSavepointNamesTheLayoutAndTakesTheNextOneOfIt(Object value) throws Exception {
        TypeSerializer<Object> serializer = serializerOf(value);
        DataOutputSerializer out = new DataOutputSerializer(16);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<Object> kept = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
        assertThat(kept.restoreSerializer()).isEqualTo(serializer);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(kept)
                        .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void aLadderThatKnewNoRateOfChangeIsStillRead() throws IOException {
        LadderState ladder = new LadderState();
        ladder.value = 1.5;
        ladder.worst = 1.7;
        ladder.detail = "chi tiết";
        DataOutputSerializer out = new DataOutputSerializer(16);
        new LadderStateLayout().write(ladder, out);
        byte[] written = out.getCopyOfBuffer();
        byte[] before = Arrays.copyOf(written, written.length - 1); // without the number of extremes, 0

        DataInputDeserializer in = new DataInputDeserializer(before);
        assertThat(new LadderStateLayout().read(in, new Words(), 3))
                .usingRecursiveComparison()
                .isEqualTo(ladder);
        assertThat(in.available()).isZero();
    }

    @Test
    void wordsThatFallOnOnePlaceAndWordsThatAreNotAsciiAreReadAsTheyAre() throws IOException {
        Words words = new Words();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 20_000; i++) {
                String word = i % 3 == 0 ? "phường " + i : "w" + i;
                DataOutputSerializer out = new DataOutputSerializer(16);
                Words.write(word, out);
                assertThat(words.readKnown(new DataInputDeserializer(out.getCopyOfBuffer())))
                        .isEqualTo(word);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static TypeSerializer<Object> serializerOf(Object value) {
        TypeInformation<Object> type = (TypeInformation<Object>) TypeInformation.of(value.getClass());
        assertThat(type).isInstanceOf(LayoutType.class);
        return type.createSerializer(new SerializerConfigImpl());
    }
}
