package io.cityops.model.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NativePayloadTest {
    private static final long RECEIVED_AT =
            Instant.parse("2026-11-22T07:15:30.250+07:00").toEpochMilli();
    private static final DeviceType CAMERA =
            Objects.requireNonNull(Catalogue.load(null).deviceType("traffic-camera"));

    static Stream<Path> accepted() throws Exception {
        return files("golden/accepted");
    }

    static Stream<Path> rejected() throws Exception {
        return files("golden/rejected");
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void goldenPayloadIsAcceptedWhole(Path file) throws IOException {
        NativePayload.Result result = NativePayload.parse(Files.readAllBytes(file), CAMERA, RECEIVED_AT);

        assertThat(result.refused()).isEmpty();
        assertThat(result.accepted()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void goldenPayloadIsRefusedForTheReasonOfItsFolder(Path file) throws IOException {
        NativePayload.Result result = NativePayload.parse(Files.readAllBytes(file), CAMERA, RECEIVED_AT);

        assertThat(result.accepted()).isEmpty();
        assertThat(result.refused())
                .singleElement()
                .extracting(refusal -> refusal.reason().tag())
                .isEqualTo(file.getParent().getFileName().toString());
        assertThat(RefusalWords.unknown(result.refused().getFirst().detail()))
                .as("what it says is in the dictionary")
                .isEmpty();
    }

    @Test
    void observationKeepsTimeSequenceAndValues() {
        Observation observation = parse("""
                        {"ts": "2026-11-22T07:15:29.250+07:00", "seq": 12345,
                         "values": {"mean_speed_kmh": 31.5, "vehicle_count": 42}}""").accepted().getFirst();

        assertThat(observation.observedAtMillis()).isEqualTo(RECEIVED_AT - 1000);
        assertThat(observation.seq()).isEqualTo(12345);
        assertThat(observation.quality()).isZero();
        assertThat(observation.measures()).containsExactly("mean_speed_kmh", "vehicle_count");
        assertThat(observation.values()).containsExactly(31.5, 42);
    }

    @Test
    void missingTimestampTakesTheGatewaysAndSaysSo() {
        Observation observation =
                parse("{\"values\": {\"vehicle_count\": 3}}").accepted().getFirst();

        assertThat(observation.observedAtMillis()).isEqualTo(RECEIVED_AT);
        assertThat(observation.quality()).isEqualTo(Quality.GATEWAY_TIME);
        assertThat(observation.seq()).isEqualTo(Observation.NO_SEQ);
    }

    @Test
    void goodValuesOfAPartlyBadObservationAreKept() {
        NativePayload.Result result = parse("""
                {"ts": 1795306530250, "values": {"mean_speed_kmh": 500, "vehicle_count": 4, "colour": 1}}""");

        assertThat(result.accepted())
                .singleElement()
                .satisfies(
                        kept -> assertThat(kept.measures()).containsExactly("vehicle_count"),
                        kept -> assertThat(kept.quality()).isEqualTo(Quality.PARTIAL));
        assertThat(result.refused())
                .extracting(NativePayload.Refusal::reason)
                .containsExactly(RejectReason.OUT_OF_RANGE, RejectReason.UNKNOWN_MEASURE);
    }

    @Test
    void badEntryOfAnArrayLeavesTheOthersAlone() {
        NativePayload.Result result = parse("""
                [{"ts": 1795306530250, "values": {"vehicle_count": 1}}, 7, {"ts": "soon", "values": {}},
                 {"ts": 1795306530251, "values": {"vehicle_count": 2}}]""");

        assertThat(result.accepted()).extracting(kept -> kept.values()[0]).containsExactly(1.0, 2.0);
        assertThat(result.refused())
                .extracting(NativePayload.Refusal::reason)
                .containsExactly(RejectReason.MALFORMED, RejectReason.MALFORMED);
    }

    @Test
    void limitsOfTimeAreThemselvesAllowed() {
        assertThat(parse("{\"ts\": %d, \"values\": {\"vehicle_count\": 1}}".formatted(RECEIVED_AT + 300_000))
                        .refused())
                .isEmpty();
        assertThat(parse("{\"ts\": %d, \"values\": {\"vehicle_count\": 1}}".formatted(RECEIVED_AT - 7 * 86_400_000L))
                        .refused())
                .isEmpty();
    }

    @Test
    void oversizedPayloadIsRefusedUnread() {
        NativePayload.Result result = NativePayload.parse(new byte[NativePayload.MAX_BYTES + 1], CAMERA, RECEIVED_AT);

        assertThat(result.refused()).extracting(NativePayload.Refusal::reason).containsExactly(RejectReason.TOO_LARGE);
    }

    @Test
    void deepNestingIsRefusedAndDoesNotBreakTheReader() {
        assertThat(parse("{\"x\":" + "[".repeat(30_000)).refused())
                .extracting(NativePayload.Refusal::reason)
                .containsExactly(RejectReason.MALFORMED);
    }

    private static NativePayload.Result parse(String payload) {
        return NativePayload.parse(payload.getBytes(UTF_8), CAMERA, RECEIVED_AT);
    }

    private static Stream<Path> files(String folder) throws URISyntaxException, IOException {
        Path root = Path.of(
                Objects.requireNonNull(NativePayloadTest.class.getClassLoader().getResource(folder))
                        .toURI());
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList().stream();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
