package io.cityops.gateway.kafka;

import static io.cityops.gateway.registry.DeviceFixtures.mirrorOf;
import static io.cityops.gateway.registry.DeviceFixtures.riverGauge;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.gateway.operations.GatewayMeters;
import io.cityops.gateway.registry.RegistryMirror;
import io.cityops.model.registry.DeviceCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RegistryFeedTest {
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final KafkaJournal journal = new KafkaJournal(kafka);
    private final GatewayMeters meters = new GatewayMeters(new SimpleMeterRegistry());

    @Test
    void startPublishesEveryDeviceAndTakesOutThoseThatAreGone() {
        RegistryMirror mirror = mirrorOf(riverGauge("a"), riverGauge("b"));

        new RegistryFeed(journal, mirror, meters).start(Set.of("b", "removed-while-no-gateway-ran"));
        journal.close();

        Map<String, byte[]> newest = newest();
        assertThat(newest).containsOnlyKeys("a", "b", "removed-while-no-gateway-ran");
        assertThat(newest.get("removed-while-no-gateway-ran")).isNull();
        assertThat(DeviceCodec.decode(newest.get("a")))
                .isEqualTo(riverGauge("a").device());
    }

    private Map<String, byte[]> newest() {
        Map<String, byte[]> newest = new HashMap<>();
        for (ProducerRecord<byte[], byte[]> sent : kafka.history()) {
            assertThat(sent.topic()).isEqualTo(Topics.DEVICES);
            newest.put(new String(sent.key(), StandardCharsets.UTF_8), sent.value());
        }
        return newest;
    }
}
