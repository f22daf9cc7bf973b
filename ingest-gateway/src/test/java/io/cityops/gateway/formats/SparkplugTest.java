package io.cityops.gateway.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SparkplugTest {
    private static final long NOW = 1_795_306_500_000L;
    private static final int DOUBLE = 10;

    private final Sparkplug sparkplug = new Sparkplug(new EdgeNodes());

    @Test
    void aliasOfABirthNamesTheMetricsOfTheDataThatFollows() throws Exception {
        read("NBIRTH", null, payload(0, metric("bdSeq", -1, 3)));
        read("DBIRTH", "gauge", payload(1, metric("Level", 7, 1)));

        Sparkplug.Reading data = read("DDATA", "gauge", payload(2, metric(null, 7, 2)));

        assertThat(data.refused()).isNull();
        assertThat(data.request()).isNull();
        assertThat(data.sightings().getFirst().fields()).singleElement().satisfies(field -> {
            assertThat(field.name()).isEqualTo("Level");
            assertThat(field.value()).isEqualTo(2L);
        });
    }

    @Test
    void sequenceWrapsFrom255To0WithoutAHole() throws Exception {
        born();
        for (int i = 1; i <= 600; i++) {
            assertThat(read("NDATA", null, payload(i & 0xFF, metric("T", -1, i)))
                            .request())
                    .isNull();
        }
    }

    @Test
    void holeInTheSequenceAsksForARebirthOnceAndKeepsWhatItUnderstands() throws Exception {
        born();
        Sparkplug.Reading afterTheHole = read("NDATA", null, payload(5, metric("T", -1, 20)));

        assertThat(afterTheHole.sightings().getFirst().fields()).hasSize(1);
        assertThat(afterTheHole.request()).isNotNull();
        assertThat(afterTheHole.request().topic()).isEqualTo("spBv1.0/G/NCMD/N");
        SparkplugPayload asked = SparkplugPayload.read(afterTheHole.request().payload());
        assertThat(asked.metrics()).singleElement().satisfies(metric -> {
            assertThat(metric.name()).isEqualTo("Node Control/Rebirth");
            assertThat(metric.raw()).isEqualTo(true);
        });
        assertThat(read("NDATA", null, payload(9, metric("T", -1, 20))).request())
                .as("not asked again at once")
                .isNull();
        assertThat(sparkplug
                        .read("edge", topic("NDATA", null), payload(12, metric("T", -1, 1)), NOW + 11_000, false)
                        .request())
                .as("asked again when nothing came of it")
                .isNotNull();
    }

    @Test
    void messageDeliveredTwiceIsNoHole() throws Exception {
        born();
        read("NDATA", null, payload(1, metric("T", -1, 20)));
        assertThat(read("NDATA", null, payload(1, metric("T", -1, 20))).request())
                .isNull();
    }

    @Test
    void dataBeforeAnyBirthAsksForOneAndIsRefusedWhereOnlyAliasesTell() throws Exception {
        Sparkplug.Reading data = read("DDATA", "gauge", payload(4, metric(null, 7, 2)));

        assertThat(data.refused()).isNotNull();
        assertThat(data.request()).isNotNull();
    }

    @Test
    void deathEndsWhatTheBirthDefined() throws Exception {
        read("NBIRTH", null, payload(0, metric("bdSeq", -1, 3), metric("T", 9, 20)));
        read("NDEATH", null, payload(-1, metric("bdSeq", -1, 3)));

        assertThat(read("NDATA", null, payload(1, metric(null, 9, 21))).refused())
                .isNotNull();
    }

    @Test
    void deathOfAnEarlierBirthMeansNothing() throws Exception {
        read("NBIRTH", null, payload(0, metric("bdSeq", -1, 4), metric("T", 9, 20)));
        read("NDEATH", null, payload(-1, metric("bdSeq", -1, 3)));

        assertThat(read("NDATA", null, payload(1, metric(null, 9, 21))).refused())
                .isNull();
    }

    @Test
    void replayedMessageReadsAliasesAndChangesNothing() throws Exception {
        read("NBIRTH", null, payload(0, metric("T", 9, 20)));
        Sparkplug.Reading again =
                sparkplug.read("edge", topic("NDATA", null), payload(77, metric(null, 9, 5)), NOW, true);

        assertThat(again.refused()).isNull();
        assertThat(again.request()).isNull();
        assertThat(read("NDATA", null, payload(1, metric(null, 9, 21))).request())
                .isNull();
    }

    @Test
    void anothersNodeOfTheSameNameIsAnotherNode() throws Exception {
        read("NBIRTH", null, payload(0, metric("T", 9, 20)));
        assertThat(sparkplug
                        .read("stranger", topic("NDATA", null), payload(1, metric(null, 9, 1)), NOW, false)
                        .refused())
                .isNotNull();
    }

    private void born() throws Exception {
        read("NBIRTH", null, payload(0, metric("bdSeq", -1, 1)));
    }

    private Sparkplug.Reading read(String message, String device, byte[] payload) throws Exception {
        return sparkplug.read("edge", topic(message, device), payload, NOW, false);
    }

    private static Map<String, String> topic(String message, String device) {
        Map<String, String> topic = new HashMap<>(Map.of("group", "G", "message", message, "node", "N"));
        if (device != null) {
            topic.put("device", device);
        }
        return topic;
    }

    private static byte[] metric(String name, long alias, long value) {
        Protobuf.Writer metric = new Protobuf.Writer();
        if (name != null) {
            metric.bytes(1, name.getBytes(StandardCharsets.UTF_8));
        }
        if (alias >= 0) {
            metric.number(2, alias);
        }
        return metric.number(4, DOUBLE).number(11, value).toBytes();
    }

    private static byte[] payload(int seq, byte[]... metrics) {
        Protobuf.Writer payload = new Protobuf.Writer().number(1, NOW);
        for (byte[] metric : List.of(metrics)) {
            payload.bytes(2, metric);
        }
        return seq < 0 ? payload.toBytes() : payload.number(3, seq).toBytes();
    }
}
