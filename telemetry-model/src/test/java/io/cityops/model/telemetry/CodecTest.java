package io.cityops.model.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cityops.model.registry.Device;
import io.cityops.model.registry.DeviceCodec;
import java.util.Arrays;
import java.util.HexFormat;
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
    void namesThatAreNotAsciiOrAreLongComeBackToo() {
        Telemetry telemetry = new Telemetry(
                "trạm-1",
                "loại " + "x".repeat(300),
                "môi trường",
                "",
                0,
                0,
                List.of(new Observation(0, 0, 0, new String[] {"độ ồn", "\0", ""}, new double[] {1, 2, 3})));

        for (int time = 0; time < 2; time++) {
            assertThat(TelemetryCodec.decode(TelemetryCodec.encode(telemetry)))
                    .usingRecursiveComparison()
                    .isEqualTo(telemetry);
        }
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
    void drillComesBackWithWhatItMarks() {
        Telemetry telemetry = new Telemetry(
                "drill-d1-cam-1", "traffic-camera", "traffic", "25747", 30_000, 5, TELEMETRY.observations(), "d1");
        Device device = new Device("drill-d1-cam-1", "traffic-camera", "traffic", "25747", 10, 106, 30_000, true, "d1");
        Rejection rejection = new Rejection(
                        5, "drill-d1-cam-1", "a/topic", RejectReason.MALFORMED, "no JSON", new byte[] {'{'})
                .cameIn(7, true)
                .of("d1");

        assertThat(TelemetryCodec.decode(TelemetryCodec.encode(telemetry)))
                .usingRecursiveComparison()
                .isEqualTo(telemetry);
        assertThat(DeviceCodec.decode(DeviceCodec.encode(device))).isEqualTo(device);
        assertThat(RejectionCodec.decode(RejectionCodec.encode(rejection)))
                .usingRecursiveComparison()
                .isEqualTo(rejection);
    }

    /** Records of before there were drills stay readable, and those of ordinary life are the same to this day. */
    @Test
    void ordinaryLifeIsWrittenInTheFirstVersion() {
        byte[] device = HexFormat.of()
                .parseHex("4401" + "000567612d3031" + "000172" + "000177" + "000163" + "4024000000000000"
                        + "405a800000000000" + "0000000000007530" + "01");

        Device decoded = DeviceCodec.decode(device);

        assertThat(decoded).isEqualTo(new Device("ga-01", "r", "w", "c", 10, 106, 30_000, true));
        assertThat(DeviceCodec.encode(decoded)).isEqualTo(device);
        assertThat(TelemetryCodec.encode(TELEMETRY)).startsWith('T', 1);
        assertThat(TelemetryCodec.decode(TelemetryCodec.encode(TELEMETRY)).drill())
                .isNull();
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

    @Test
    void countersTravelWithTheirObservation() {
        Count line = new Count("vehicle_count", "Line 1 total", 128, 65_536, 900_000, 10_000);
        Telemetry telemetry = new Telemetry(
                "cam",
                "traffic-camera",
                "traffic",
                "city",
                30_000,
                5,
                List.of(
                        new Observation(1, 2, 3, new String[] {"mean_speed_kmh"}, new double[] {31}, List.of(line)),
                        new Observation(2, 3, 0, new String[0], new double[0], List.of())),
                "flood");

        Telemetry read = TelemetryCodec.decode(TelemetryCodec.encode(telemetry));

        assertThat(read.observations().getFirst().counts()).containsExactly(line);
        assertThat(read.observations().getFirst().values()).containsExactly(31);
        assertThat(read.observations().get(1).counts()).isEmpty();
        assertThat(read.drill()).isEqualTo("flood");
    }

    @Test
    void rejectionCarriesWhatAReplayNeeds() {
        Rejection rejection = new Rejection(1, "air-7", "v3/x", RejectReason.TOO_OLD, "why", new byte[] {1})
                .judgeable("lora", "application/json", "air-7 1 2 temperature_c\n");

        Rejection read = RejectionCodec.decode(RejectionCodec.encode(rejection));

        assertThat(read).usingRecursiveComparison().isEqualTo(rejection);
    }

    @Test
    void whatIsStoredAlreadyIsTakenOutOfAReplay() {
        Count line = new Count("vehicle_count", "Line 1, total", 128, 0, 900_000, 10_000);
        Observation whole = new Observation(
                1, 2, 0, new String[] {"mean_speed_kmh", "occupancy_pct"}, new double[] {31, 5}, List.of(line));
        Telemetry first = new Telemetry(
                "cam",
                "traffic-camera",
                "traffic",
                "city",
                30_000,
                5,
                List.of(new Observation(1, 2, 0, new String[] {"mean_speed_kmh"}, new double[] {31}, List.of(line))));
        Telemetry again = first.with(List.of(whole));
        StoredParts stored = StoredParts.parse(StoredParts.of(List.of(first)));

        Telemetry rest = stored.without(again);

        assertThat(rest).isNotNull();
        assertThat(rest.observations().getFirst().measures()).containsExactly("occupancy_pct");
        assertThat(rest.observations().getFirst().counts()).isEmpty();
        assertThat(stored.without(first)).isNull();
    }
}
