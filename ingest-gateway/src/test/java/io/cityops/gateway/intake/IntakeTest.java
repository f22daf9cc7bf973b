package io.cityops.gateway.intake;

import static io.cityops.gateway.registry.DeviceFixtures.ofUnknownType;
import static io.cityops.gateway.registry.DeviceFixtures.riverGauge;
import static io.cityops.gateway.registry.DeviceFixtures.twin;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.gateway.operations.MessageOutcome;
import io.cityops.gateway.registry.KnownDevice;
import io.cityops.model.telemetry.RejectReason;
import io.cityops.model.telemetry.Rejection;
import io.cityops.model.telemetry.RejectionCodec;
import io.cityops.model.telemetry.TelemetryCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {
    private static final long NOW_MILLIS = 1_795_000_000_000L;
    private static final String OWN_TOPIC = "city/water/a/telemetry";
    private static final String GOOD = "{\"values\":{\"water_level_m\":1.72}}";

    private final KnownDevice device = riverGauge("a");

    @Test
    void goodMessageOnItsOwnTopicIsAccepted() {
        Verdict verdict = judge(OWN_TOPIC, GOOD);

        assertThat(verdict.outcome()).isEqualTo(MessageOutcome.ACCEPTED);
        assertThat(verdict.refusal()).isNull();
        List<ProducerRecord<byte[], byte[]>> records = verdict.records(device.key());
        assertThat(records).hasSize(1);
        assertThat(records.getFirst().topic()).isEqualTo("telemetry");
        assertThat(new String(records.getFirst().key(), StandardCharsets.UTF_8)).isEqualTo("a");
        assertThat(TelemetryCodec.decode(records.getFirst().value()).receivedAtMillis())
                .isEqualTo(NOW_MILLIS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "city/water/b/telemetry",
                "city/traffic/a/telemetry",
                "city/water/a/snapshot",
                "city/water/a/command",
                "city/water/a/telemetry/",
                "/city/water/a/telemetry",
                "city/water/A/telemetry",
                ""
            })
    void everyOtherTopicIsForeign(String topic) {
        Verdict verdict = judge(topic, GOOD);

        assertThat(verdict.refusal()).isEqualTo(RejectReason.FOREIGN_TOPIC);
        Rejection kept = rejection(verdict.records(device.key()).getFirst());
        assertThat(kept.topic()).isEqualTo(topic);
        assertThat(kept.deviceId()).isEqualTo("a");
        assertThat(new String(kept.payload(), StandardCharsets.UTF_8)).isEqualTo(GOOD);
    }

    @Test
    void messageWithSomeBadValuesIsStoredForItsGoodOnes() {
        Verdict verdict = judge(OWN_TOPIC, "{\"values\":{\"water_level_m\":1.72,\"salinity\":3}}");

        assertThat(verdict.outcome()).isEqualTo(MessageOutcome.PARTIAL);
        assertThat(verdict.refusal()).isNull();
        assertThat(verdict.records(device.key()).stream().map(ProducerRecord::topic))
                .containsExactly("telemetry", "telemetry.rejected");
    }

    @Test
    void manyBadValuesAreKeptAsOneRejectionAReason() {
        String values = IntStream.range(0, 500)
                .mapToObj(i -> "\"unheard_of_" + i + "\":1")
                .collect(Collectors.joining(","));
        Verdict verdict = judge(OWN_TOPIC, "{\"values\":{\"water_level_m\":1e9," + values + "}}");

        assertThat(verdict.rejections().stream().map(Rejection::reason))
                .containsExactlyInAnyOrder(RejectReason.OUT_OF_RANGE, RejectReason.UNKNOWN_MEASURE);
        assertThat(verdict.rejections())
                .allSatisfy(rejection -> assertThat(rejection.detail()).hasSizeLessThan(2_500));
        assertThat(verdict.outcome()).isEqualTo(MessageOutcome.REJECTED);
    }

    @Test
    void deviceOfATypeThatTheCatalogueLostIsToldSo() {
        Verdict verdict =
                Intake.judge(ofUnknownType("a"), OWN_TOPIC, GOOD.getBytes(StandardCharsets.UTF_8), NOW_MILLIS);

        assertThat(verdict.refusal()).isEqualTo(RejectReason.UNSUPPORTED_FORMAT);
        assertThat(verdict.rejections().getFirst().detail()).contains("weather-balloon");
    }

    @Test
    void endlessTopicIsKeptClipped() {
        Verdict verdict = judge("x".repeat(60_000), GOOD);

        assertThat(rejection(verdict.records(device.key()).getFirst()).topic()).hasSizeLessThan(1_100);
    }

    @Test
    void rejectionRemembersItsPacketSoThatARedeliveryIsKnown() {
        Verdict verdict = judge(OWN_TOPIC, "{").cameIn(7, true);

        assertThat(verdict.rejections())
                .singleElement()
                .satisfies(
                        kept -> assertThat(kept.packetId()).isEqualTo(7),
                        kept -> assertThat(kept.redelivered()).isTrue());
    }

    @Test
    void whatATwinSendsIsMarkedWithItsDrillWhateverThePayloadSays() {
        KnownDevice twin = twin("drill-d1-a", "d1");
        String payload = "{\"drill\":\"none\",\"values\":{\"water_level_m\":1.72,\"salinity\":3}}";
        List<ProducerRecord<byte[], byte[]>> records = Intake.judge(
                        twin, "city/water/drill-d1-a/telemetry", payload.getBytes(StandardCharsets.UTF_8), NOW_MILLIS)
                .of("d1")
                .records(twin.key());

        assertThat(TelemetryCodec.decode(records.getFirst().value()).drill()).isEqualTo("d1");
        assertThat(rejection(records.getLast()).drill()).isEqualTo("d1");
    }

    private Verdict judge(String topic, String payload) {
        return Intake.judge(device, topic, payload.getBytes(StandardCharsets.UTF_8), NOW_MILLIS);
    }

    private static Rejection rejection(ProducerRecord<byte[], byte[]> record) {
        assertThat(record.topic()).isEqualTo("telemetry.rejected");
        return RejectionCodec.decode(record.value());
    }
}
