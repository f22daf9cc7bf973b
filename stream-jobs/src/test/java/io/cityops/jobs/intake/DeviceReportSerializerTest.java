package io.cityops.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class DeviceReportSerializerTest {
    private final TypeSerializer<DeviceReport> serializer =
            TypeInformation.of(DeviceReport.class).createSerializer(new SerializerConfigImpl());

    @Test
    void reportsTravelByTheirOwnSerializer() {
        assertThat(serializer).isInstanceOf(DeviceReportSerializer.class);
    }

    @Test
    void everyFieldArrives() throws Exception {
        assertThat(sent(full("cam-1"))).usingRecursiveComparison().isEqualTo(full("cam-1"));
        assertThat(serializer.copy(full("cam-1"))).usingRecursiveComparison().isEqualTo(full("cam-1"));
        assertThat(sent(new DeviceReport())).usingRecursiveComparison().isEqualTo(new DeviceReport());
    }

    /** A field that is new here must be written above, and be set in {@link #full}. */
    @Test
    void noFieldIsForgotten() throws IllegalAccessException {
        DeviceReport empty = new DeviceReport();
        DeviceReport full = full("cam-1");
        List<String> same = Arrays.stream(DeviceReport.class.getFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .filter(field -> {
                    try {
                        return field.get(empty).equals(field.get(full));
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .map(java.lang.reflect.Field::getName)
                .toList();
        assertThat(same).isEmpty();
    }

    @Test
    void textsOfAnyKindArrive() throws Exception {
        for (String text : List.of("", "Phường Sài Gòn", "nul\0byte", "x".repeat(1_000), "Aa", "BB", "AaAa", "BBBB")) {
            DeviceReport report = full(text);
            report.measures = new String[] {text, text};
            assertThat(sent(report)).usingRecursiveComparison().isEqualTo(report);
        }
    }

    @Test
    void whatComesAgainIsTheSameObject() throws Exception {
        assertThat(sent(full("a")).measures[0]).isSameAs(sent(full("b")).measures[0]);
    }

    @Test
    void itTravelsItselfToWhereItIsUsed() throws Exception {
        TypeSerializer<DeviceReport> arrived = InstantiationUtil.clone(serializer);
        assertThat(sent(full("cam-1"), arrived)).usingRecursiveComparison().isEqualTo(full("cam-1"));
    }

    private DeviceReport sent(DeviceReport report) throws IOException {
        return sent(report, serializer);
    }

    private static DeviceReport sent(DeviceReport report, TypeSerializer<DeviceReport> serializer) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(report, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }

    private static DeviceReport full(String id) {
        DeviceReport report = new DeviceReport();
        report.deviceId = id.isEmpty() ? "-" : id;
        report.deviceType = "traffic-camera";
        report.sector = "traffic";
        report.area = "25747";
        report.expectedIntervalMillis = 30_000;
        report.receivedAtMillis = 2;
        report.observedAtMillis = 3;
        report.seq = 4;
        report.quality = 5;
        report.drill = "drill-7";
        report.measures = new String[] {"vehicle_count", "mean_speed_kmh"};
        report.values = new double[] {1.5, -2.5};
        report.doubts = new int[] {0, 256};
        CounterStand stand = new CounterStand();
        stand.measure = "vehicle_count";
        stand.source = "lane-1";
        stand.value = 8;
        stand.wrapsAt = 65_536;
        stand.maxGapMillis = 9;
        stand.maxIncrement = 10;
        report.counters = new CounterStand[] {stand};
        return report;
    }
}
