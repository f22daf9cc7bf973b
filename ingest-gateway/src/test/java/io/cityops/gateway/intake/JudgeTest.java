package io.cityops.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.gateway.formats.ForeignFixtures;
import io.cityops.gateway.operations.MessageOutcome;
import io.cityops.gateway.registry.KnownDevice;
import io.cityops.gateway.registry.RegistryMirror;
import io.cityops.model.telemetry.RejectReason;
import io.cityops.model.telemetry.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final long NOW_MILLIS = 1_795_306_500_000L;
    private static final String AIR_TOPIC = "city/environment/air-7/telemetry";
    private static final String UPLINK = "v3/app/devices/x/up";

    private final RegistryMirror mirror = ForeignFixtures.mirror();
    private final Judge judge = new Judge(mirror, ForeignFixtures.formats(mirror));

    @Test
    void nativePayloadNeedsNoContentTypeAndMayHaveItsOwn() {
        String payload = "{\"values\":{\"pm25_ugm3\":12}}";

        assertThat(judge("air-7", AIR_TOPIC, null, payload).outcome()).isEqualTo(MessageOutcome.ACCEPTED);
        assertThat(judge("air-7", AIR_TOPIC, "application/json", payload).outcome())
                .isEqualTo(MessageOutcome.ACCEPTED);
        assertThat(judge("air-7", AIR_TOPIC, "text/plain", payload).outcome()).isEqualTo(MessageOutcome.ACCEPTED);
    }

    @Test
    void concentratorPublishesAForeignFormatOnTheNativeTopicOfItsDevice() {
        Verdict verdict =
                judge("lora", AIR_TOPIC, "application/senml+json", "[{\"n\":\"temperature\",\"u\":\"Cel\",\"v\":28}]");

        assertThat(verdict.accepted()).singleElement().satisfies(accepted -> {
            assertThat(accepted.telemetry().deviceId()).isEqualTo("air-7");
            assertThat(new String(accepted.key(), StandardCharsets.UTF_8)).isEqualTo("air-7");
        });
    }

    @Test
    void oneMessageAboutManyDevicesBecomesARecordForEachUnderItsOwnKey() {
        Verdict verdict = judge("lora", "senml/roof", null, """
                [{"bn":"70B3D57ED0001234:","n":"temperature","u":"Cel","v":28},
                 {"bn":"70b3d57ed0005678:","n":"level","u":"m","v":1.37},
                 {"bn":"somebody-else:","n":"level","u":"m","v":1.37}]""");

        assertThat(verdict.records(sender("lora").key()))
                .extracting(each -> each.topic() + " " + new String(each.key(), StandardCharsets.UTF_8))
                .containsExactly("telemetry air-7", "telemetry river-3", "telemetry.rejected lora");
        assertThat(verdict.outcome()).isEqualTo(MessageOutcome.PARTIAL);
        assertThat(verdict.rejections().getFirst().reason()).isEqualTo(RejectReason.UNKNOWN_DEVICE);
    }

    @Test
    void rejectionKeepsWhoSentItAndWhatOfItIsStored() {
        Rejection kept = judge("lora", UPLINK, null, """
                {"end_device_ids":{"dev_eui":"70B3D57ED0001234"},"uplink_message":{"f_cnt":3,
                 "received_at":"2026-11-22T00:14:00Z","decoded_payload":{"temperature":28,"pm10":99999}}}""").rejections().getFirst();

        assertThat(kept.deviceId()).isEqualTo("air-7");
        assertThat(kept.sender()).isEqualTo("lora");
        assertThat(kept.reason()).isEqualTo(RejectReason.OUT_OF_RANGE);
        assertThat(kept.stored()).isEqualTo("air-7 1795306440000 3 temperature_c\n");
    }

    @Test
    void messageThatOnlySaysThatADeviceLivesIsAcknowledgedAndNotKept() {
        Verdict verdict = judge("lora", "v3/app/devices/x/join", null, """
                {"end_device_ids":{"dev_eui":"70B3D57ED0001234"},"join_accept":{}}""");

        assertThat(verdict.outcome()).isEqualTo(MessageOutcome.STATUS);
        assertThat(verdict.refusal()).isNull();
        assertThat(verdict.records(sender("lora").key())).isEmpty();
    }

    @Test
    void topicThatNobodyMapsIsForeign() {
        assertThat(judge("air-7", "tele/air-7/SENSOR", null, "{}").refusal()).isEqualTo(RejectReason.FOREIGN_TOPIC);
    }

    @Test
    void unknownFieldIsRefusedWithTheNearName() {
        Rejection kept = judge("air-7", AIR_TOPIC, "application/senml+json", "[{\"n\":\"temperatur\",\"v\":28}]")
                .rejections()
                .getFirst();

        assertThat(kept.reason()).isEqualTo(RejectReason.UNKNOWN_MEASURE);
        assertThat(kept.detail()).contains("formats/senml.yaml").contains("did you mean 'temperature'?");
    }

    private Verdict judge(String sender, String topic, @Nullable String contentType, String payload) {
        return judge.judge(sender(sender), topic, contentType, payload.getBytes(StandardCharsets.UTF_8), NOW_MILLIS);
    }

    private KnownDevice sender(String id) {
        return Objects.requireNonNull(mirror.find(id));
    }
}
