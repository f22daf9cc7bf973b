package io.cityops.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.gateway.operations.GatewayMeters;
import io.cityops.model.telemetry.TelemetryCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TickerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    private static final int PARTITIONS = 4;

    private final AtomicLong nanoTime = new AtomicLong();
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(telemetryTopic(), false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final KafkaJournal journal = new KafkaJournal(kafka);
    private final Ticker ticker = new Ticker(
            journal, Clock.fixed(NOW, ZoneOffset.UTC), nanoTime::get, new GatewayMeters(new SimpleMeterRegistry()));

    @Test
    void everyPartitionIsToldTheTime() {
        ticker.tick();
        journal.close();

        assertThat(kafka.history().stream().map(ProducerRecord::partition)).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(kafka.history())
                .allSatisfy(tick ->
                        assertThat(TelemetryCodec.tickMillis(tick.value())).isEqualTo(NOW.toEpochMilli()));
    }

    @Test
    void ticksThatKafkaDoesNotAcknowledgeDoNotPileUp() {
        IntStream.range(0, 100).forEach(second -> ticker.tick());
        journal.close();

        assertThat(kafka.history()).hasSize(5 * PARTITIONS);
    }

    @Test
    void silenceEndsWhenEveryPartitionHasAcknowledged() {
        ticker.tick();
        journal.close();
        nanoTime.set(TimeUnit.SECONDS.toNanos(7));

        IntStream.range(0, PARTITIONS - 1).forEach(partition -> kafka.completeNext());
        assertThat(ticker.silenceSeconds()).isEqualTo(7);

        kafka.completeNext();
        assertThat(ticker.silenceSeconds()).isZero();
    }

    private static Cluster telemetryTopic() {
        Node node = new Node(1, "localhost", 9092);
        Node[] replicas = {node};
        List<PartitionInfo> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new PartitionInfo(Topics.TELEMETRY, partition, node, replicas, replicas))
                .toList();
        return new Cluster("city", List.of(node), partitions, Set.of(), Set.of());
    }
}
