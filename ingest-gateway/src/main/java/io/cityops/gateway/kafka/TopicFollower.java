package io.cityops.gateway.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic from where it ends now, on a thread of its own. While Kafka is away it waits, and then goes on where it was,
 * so that nothing is passed over.
 */
public final class TopicFollower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int RETRY_MILLIS = 1_000;

    private final String bootstrapServers;
    private final String topic;
    private final Consumer<ConsumerRecord<byte[], byte[]>> reader;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final CountDownLatch placed = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    /** @param reader called by one thread, in the order of each partition */
    public TopicFollower(String bootstrapServers, String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.reader = reader;
        this.thread = Thread.ofPlatform().name("follow-" + topic).daemon().unstarted(this::follow);
    }

    /** Returns when everything written from now on will be read, or after the limit, when it will be as soon as possible. */
    public void start(Duration limit) throws InterruptedException {
        thread.start();
        if (!placed.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn("topic {} cannot be read yet", topic);
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(2 * POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        while (stopping.getCount() > 0) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                place(consumer);
                while (stopping.getCount() > 0) {
                    for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                        pass(each);
                        next.put(new TopicPartition(topic, each.partition()), each.offset() + 1);
                    }
                }
            } catch (KafkaException e) {
                log.warn("topic {} cannot be read, trying again: {}", topic, e.toString());
                pause();
            }
        }
    }

    private void place(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        partitions.forEach(partition -> {
            long from = next.getOrDefault(partition, ends.getOrDefault(partition, 0L));
            next.put(partition, from);
            consumer.seek(partition, from);
        });
        placed.countDown();
    }

    private void pass(ConsumerRecord<byte[], byte[]> each) {
        try {
            reader.accept(each);
        } catch (IllegalArgumentException e) {
            log.warn("{} at offset {} is passed over: {}", topic, each.offset(), e.getMessage());
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "cityops-gateway-" + topic,
                // Only when what was to be read next is gone already.
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void pause() {
        try {
            stopping.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
