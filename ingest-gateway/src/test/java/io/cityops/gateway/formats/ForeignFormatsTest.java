package io.cityops.gateway.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.gateway.registry.KnownDevice;
import io.cityops.gateway.registry.RegistryMirror;
import io.cityops.model.telemetry.Count;
import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.Quality;
import io.cityops.model.telemetry.RefusalWords;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForeignFormatsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:15:00Z");

    private final RegistryMirror mirror = ForeignFixtures.mirror();
    private final ForeignFormats formats = ForeignFixtures.formats(mirror);

    static Stream<GoldenMessage> accepted() throws IOException {
        return GoldenMessage.in("accepted");
    }

    static Stream<GoldenMessage> rejected() throws IOException {
        return GoldenMessage.in("rejected");
    }

    @ParameterizedTest
    @MethodSource
    void accepted(GoldenMessage message) {
        ForeignFormats.Result result = read(message);

        assertThat(result.refused()).isEmpty();
        assertThat(written(result)).containsExactlyElementsOf(message.expected());
    }

    @ParameterizedTest
    @MethodSource
    void rejected(GoldenMessage message) {
        ForeignFormats.Result result = read(message);

        String reason = message.name().split("/", -1)[1];
        assertThat(result.seen()).isEmpty();
        assertThat(result.refused())
                .isNotEmpty()
                .allSatisfy(
                        refused -> assertThat(refused.refusal().reason().tag()).isEqualTo(reason))
                .allSatisfy(refused -> assertThat(
                                RefusalWords.unknown(refused.refusal().detail()))
                        .as("what it says is in the dictionary")
                        .isEmpty());
    }

    private ForeignFormats.Result read(GoldenMessage message) {
        KnownDevice sender = Objects.requireNonNull(mirror.find(message.sender()));
        boolean own = message.topic().equals(sender.telemetryTopic());
        ForeignFormats.Match match = !own
                ? formats.byTopic(message.topic())
                : message.contentType() != null
                        ? formats.byContentType(message.contentType())
                        : formats.byShape(message.payload());
        assertThat(match).isNotNull();
        return formats.read(
                new ForeignFormats.Message(
                        sender, own ? sender : null, message.topic(), message.payload(), NOW.toEpochMilli(), false),
                match);
    }

    private static List<String> written(ForeignFormats.Result result) {
        List<String> lines = new ArrayList<>();
        for (ForeignFormats.Seen seen : result.seen()) {
            seen.observations().forEach(observation -> lines.add(seen.device().id() + " " + written(observation)));
        }
        return lines;
    }

    private static String written(Observation observation) {
        StringBuilder text = new StringBuilder(
                Instant.ofEpochMilli(observation.observedAtMillis()).toString());
        if (Quality.has(observation.quality(), Quality.GATEWAY_TIME)) {
            text.append(" gateway-time");
        }
        if (observation.seq() != Observation.NO_SEQ) {
            text.append(" #").append(observation.seq());
        }
        for (int i = 0; i < observation.measures().length; i++) {
            text.append(' ')
                    .append(observation.measures()[i])
                    .append('=')
                    .append(observation.values()[i]);
        }
        for (Count count : observation.counts()) {
            text.append(" count %s %s=%s".formatted(count.measure(), count.source(), count.value()));
        }
        return text.toString();
    }
}
