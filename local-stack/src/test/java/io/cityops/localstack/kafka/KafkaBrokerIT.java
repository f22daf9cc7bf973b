package io.cityops.localstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.localstack.process.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {
    @TempDir
    static Path directory;

    static KafkaBroker broker;

    @BeforeAll
    static void start() throws IOException {
        broker = KafkaBroker.start(directory, FreePort.next());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void acknowledgedRecordsAreThereAfterTheBrokerWasKilled() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "acks", "all", "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            byte[] kept = "kept".getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>("telemetry.rejected", 0, null, kept))
                    .get(120, TimeUnit.SECONDS);
        }

        broker.kill();
        broker.start();

        assertThat(firstRecordOf("telemetry.rejected")).isEqualTo("kept");
    }

    @Test
    void everyTopicHasItsPartitionsAndTheMirrorsAreCompacted() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            List<String> names = List.of("telemetry", "telemetry.rejected", "devices", "rules");
            var topics = admin.describeTopics(names).allTopicNames().get(120, TimeUnit.SECONDS);
            assertThat(names.stream().map(name -> topics.get(name).partitions().size()))
                    .containsExactly(4, 1, 1, 1);

            ConfigResource devices = new ConfigResource(ConfigResource.Type.TOPIC, "devices");
            var configuration = admin.describeConfigs(List.of(devices))
                    .all()
                    .get(120, TimeUnit.SECONDS)
                    .get(devices);
            assertThat(configuration.get("cleanup.policy").value()).isEqualTo("compact");
        }
    }

    private static String firstRecordOf(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrap()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            for (ConsumerRecord<byte[], byte[]> found : consumer.poll(Duration.ofSeconds(30))) {
                return new String(found.value(), StandardCharsets.UTF_8);
            }
        }
        return "nothing";
    }
}
