package io.cityops.gateway.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads which devices the topic {@code devices} holds, so that those removed while no gateway ran can be taken out. */
public final class PublishedDevices {
    private static final Logger log = LoggerFactory.getLogger(PublishedDevices.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private PublishedDevices() {}

    /** Reads up to the end that the topic has now; waits for Kafka, however long. */
    public static Set<String> await(String bootstrapServers) throws InterruptedException {
        while (true) {
            try {
                return read(bootstrapServers);
            } catch (KafkaException e) {
                log.warn("waiting for Kafka at {}: {}", bootstrapServers, e.getMessage());
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private static Set<String> read(String bootstrapServers) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "cityops-gateway-devices",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                15_000,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DEVICES).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Set<String> published = new HashSet<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(POLL).forEach(deviceRecord -> apply(deviceRecord, published));
            }
            return published;
        }
    }

    private static void apply(ConsumerRecord<byte[], byte[]> deviceRecord, Set<String> published) {
        String deviceId = new String(deviceRecord.key(), StandardCharsets.UTF_8);
        if (deviceRecord.value() == null) {
            published.remove(deviceId);
        } else {
            published.add(deviceId);
        }
    }
}
