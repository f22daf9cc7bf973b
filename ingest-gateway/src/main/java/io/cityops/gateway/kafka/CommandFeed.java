package io.cityops.gateway.kafka;

import io.cityops.gateway.operations.CommandOutcome;
import io.cityops.gateway.operations.GatewayMeters;
import io.cityops.model.command.Command;
import io.cityops.model.command.CommandCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the commands to devices: first what the topic holds, then each as it is given. Every gateway reads them all, since
 * a device may be connected to any. While Kafka is away it waits, and then goes on where it was.
 */
public final class CommandFeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CommandFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);
    private static final int RETRY_MILLIS = 1_000;

    private final String bootstrapServers;
    private final Recipients recipients;
    private final GatewayMeters meters;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, Long> endsAtStart = new HashMap<>();
    private final CountDownLatch firstRead = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    /** Who passes commands on; called by one thread. */
    public interface Recipients {
        /** A command as the topic had it when the gateway started. */
        void earlierCommand(String deviceId, Command command);

        void command(String deviceId, Command command);

        /** The standing command was taken away. */
        void commandRemoved(String deviceId);
    }

    public CommandFeed(String bootstrapServers, Recipients recipients, GatewayMeters meters) {
        this.bootstrapServers = bootstrapServers;
        this.recipients = recipients;
        this.meters = meters;
        this.thread = Thread.ofPlatform().name("commands").daemon().unstarted(this::follow);
    }

    /** Returns when the standing commands are known, or after the limit. */
    public void start(Duration limit) throws InterruptedException {
        thread.start();
        if (!firstRead.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn("the standing commands are not read yet; devices get them as soon as they are");
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(CLOSE_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        while (stopping.getCount() > 0) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                List<TopicPartition> partitions = consumer.partitionsFor(CommandCodec.TOPIC).stream()
                        .map(CommandFeed::partition)
                        .toList();
                consumer.assign(partitions);
                if (endsAtStart.isEmpty()) {
                    endsAtStart.putAll(consumer.endOffsets(partitions));
                }
                partitions.forEach(partition -> consumer.seek(partition, next.getOrDefault(partition, 0L)));
                while (stopping.getCount() > 0) {
                    read(consumer);
                }
            } catch (KafkaException e) {
                if (stopping.getCount() == 0) {
                    return;
                }
                log.warn("commands cannot be read, trying again: {}", e.toString());
                pause();
            }
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        if (firstRead.getCount() > 0
                && endsAtStart.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            firstRead.countDown();
        }
        for (ConsumerRecord<byte[], byte[]> given : consumer.poll(POLL)) {
            pass(given);
            next.put(new TopicPartition(given.topic(), given.partition()), given.offset() + 1);
        }
    }

    private void pass(ConsumerRecord<byte[], byte[]> given) {
        String deviceId = CommandCodec.deviceId(given.key());
        if (given.value() == null) {
            recipients.commandRemoved(deviceId);
            return;
        }
        try {
            Command command = CommandCodec.decode(given.value());
            TopicPartition partition = new TopicPartition(given.topic(), given.partition());
            if (given.offset() < endsAtStart.getOrDefault(partition, 0L)) {
                recipients.earlierCommand(deviceId, command);
            } else {
                recipients.command(deviceId, command);
            }
        } catch (IllegalArgumentException e) {
            meters.command(CommandOutcome.UNREADABLE);
            log.warn("command at offset {} is passed over: {}", given.offset(), e.getMessage());
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "cityops-gateway-commands",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static TopicPartition partition(PartitionInfo partition) {
        return new TopicPartition(partition.topic(), partition.partition());
    }

    private void pause() {
        try {
            stopping.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
