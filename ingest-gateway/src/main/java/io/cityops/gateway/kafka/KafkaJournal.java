package io.cityops.gateway.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything the gateway writes to Kafka passes here, at least once and in the order given. One thread hands the entries
 * to the producer: {@code send} may wait for metadata or buffer space, and an event loop must never wait.
 *
 * <p>While Kafka is away the producer tries again until the delivery timeout; nothing is dropped before, and what is
 * given up then is told to its {@link Receipt}.
 */
public final class KafkaJournal implements AutoCloseable {
    /** Larger than any in-flight limit that is allowed, so that the journal's thread does not wait for space. */
    public static final long BUFFER_BYTES = 96L << 20;

    private static final Logger log = LoggerFactory.getLogger(KafkaJournal.class);
    private static final int BATCH = 512;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final LinkedBlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closing;

    /** Something to write, in its turn. */
    public interface Entry {
        /** May block; must not throw. */
        void sendThrough(Producer<byte[], byte[]> producer);
    }

    public KafkaJournal(Producer<byte[], byte[]> producer) {
        this.producer = producer;
        this.thread = Thread.ofPlatform().name("kafka-journal").daemon().start(this::write);
    }

    /**
     * An idempotent producer with {@code acks=all}: its own retries neither lose, double nor reorder a record.
     *
     * @param deliveryTimeout how long a record is tried before it is given up
     */
    public static Producer<byte[], byte[]> producer(String bootstrapServers, Duration deliveryTimeout) {
        Map<String, Object> config = Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "cityops-gateway"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 3),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, deliveryTimeout.toMillis()),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) deliveryTimeout.toMillis()),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000),
                Map.entry(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 100L),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L),
                Map.entry(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 1_000L),
                // A topic that is seldom written (rejections, devices) stays known.
                Map.entry(
                        ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                        Duration.ofDays(1).toMillis()));
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Never blocks. Callers bound what they have in flight, see {@link InFlightBytes}. */
    public void append(Entry entry) {
        entries.add(entry);
    }

    /** Waits until everything appended before has been settled, then closes the producer. */
    @Override
    public void close() {
        closing = true;
        entries.add(ignored -> {});
        try {
            thread.join(CLOSE_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE_LIMIT);
    }

    private void write() {
        List<Entry> batch = new ArrayList<>(BATCH);
        try {
            while (!closing || !entries.isEmpty()) {
                batch.add(entries.take());
                entries.drainTo(batch, BATCH - 1);
                for (int i = 0; i < batch.size(); i++) {
                    batch.get(i).sendThrough(producer);
                }
                batch.clear();
            }
        } catch (InterruptedException | InterruptException e) {
            log.info("the journal's thread was interrupted and ends");
        }
    }
}
