package io.cityops.model.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cityops.model.registry.Device;
import io.cityops.model.registry.DeviceCodec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodecTest {
    private static final Telemetry TELEMETRY = new Telemetry(
            "cam-1",
            "traffic-camera",
            "traffic",
            "25747",
            30_000,
            1_795_306_530_250L,
            List.of(
                    new Observation(1_795_306_530_000L, 7, 0, new String[] {"vehicle_count"}, new double[] {12}),
                    new Observation(
                            1_795_306_500_000L,
                            Observation.NO_SEQ,
                            Quality.PARTIAL,
                            new String[] {"mean_speed_kmh", "occupancy_pct"},
                            new double[] {31.25, -0.0})));

    @Test
    void telemetryComesBackAsItWentIn() {
        Telemetry back = TelemetryCodec.decode(TelemetryCodec.encode(TELEMETRY));

        assertThat(back).usingRecursiveComparison().isEqualTo(TELEMETRY);
    }

    @Test
    void tickIsToldFromTelemetry() {
        byte[] tick = TelemetryCodec.encodeTick(1_795_306_530_250L);

        assertThat(TelemetryCodec.isTick(tick)).isTrue();
        assertThat(TelemetryCodec.tickMillis(tick)).isEqualTo(1_795_306_530_250L);
        assertThat(TelemetryCodec.isTick(TelemetryCodec.encode(TELEMETRY))).isFalse();
    }

    @Test
    void foreignAndCutBytesAreRefused() {
        byte[] bytes = TelemetryCodec.encode(TELEMETRY);

        assertThatIllegalArgumentException().isThrownBy(() -> TelemetryCodec.decode("{}".getBytes(UTF_8)));
        assertThatIllegalArgumentException().isThrownBy(() -> TelemetryCodec.decode(new byte[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TelemetryCodec.decode(Arrays.copyOf(bytes, bytes.length - 1)));
    }

    @Test
    void rejectionComesBackWithItsPayload() {
        Rejection rejection = new Rejection(
                5,
                null,
                "city/traffic/cam-1/telemetry",
                RejectReason.TOO_OLD,
                "ts là 200 h",
                new byte[] {0, -1, 7},
                65_535,
                true);

        assertThat(RejectionCodec.decode(RejectionCodec.encode(rejection)))
                .usingRecursiveComparison()
                .isEqualTo(rejection);
    }

    @Test
    void deviceComesBackAlsoWithoutAPlace() {
        Device device = new Device("cam-1", "traffic-camera", "traffic", "25747", Double.NaN, Double.NaN, 30_000, true);

        assertThat(DeviceCodec.decode(DeviceCodec.encode(device))).isEqualTo(device);
    }

    @Test
    void reasonTagsAreTheContracts() {
        assertThat(RejectReason.values())
                .extracting(RejectReason::tag)
                .containsExactly(
                        "malformed",
                        "unknown-measure",
                        "out-of-range",
                        "not-a-number",
                        "future-timestamp",
                        "too-old",
                        "too-large",
                        "too-many",
                        "unknown-device",
                        "foreign-topic",
                        "unsupported-format",
                        "quota-exceeded");
    }
}
