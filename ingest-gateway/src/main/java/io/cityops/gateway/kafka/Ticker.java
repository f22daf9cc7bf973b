package io.cityops.gateway.kafka;

import io.cityops.gateway.operations.GatewayMeters;
import io.cityops.model.telemetry.TelemetryCodec;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every partition of the telemetry topic once a second how far the gateway's time has come, so that event time
 * advances without any device. A tick takes the same way as messages, so a message received before it is ahead of it.
 *
 * <p>While ticks stay unacknowledged no more are added: the next one that goes through says the newest time anyway.
 * What the operator sees of it is {@link #silenceSeconds}, the gateway's proof that Kafka takes what it is given.
 */
public final class Ticker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Ticker.class);

    /** Longer silence than this is told, as {@link #isSilent} and once in the log. */
    private static final double SILENCE_ALLOWED_SECONDS = 5;

    private static final int MAX_UNACKNOWLEDGED_ROUNDS = 5;

    private final KafkaJournal journal;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final GatewayMeters meters;
    private final AtomicInteger unacknowledgedRounds = new AtomicInteger();
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ticker").daemon().factory());
    private volatile long acknowledgedAtNanos;
    private volatile boolean told;

    public Ticker(KafkaJournal journal, Clock clock, LongSupplier nanoTime, GatewayMeters meters) {
        this.journal = journal;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.meters = meters;
        this.acknowledgedAtNanos = nanoTime.getAsLong();
    }

    public void start() {
        acknowledgedAtNanos = nanoTime.getAsLong();
        schedule.scheduleAtFixedRate(this::tick, 0, 1, TimeUnit.SECONDS);
    }

    /** Seconds since Kafka last acknowledged a tick on every partition. */
    public double silenceSeconds() {
        return (nanoTime.getAsLong() - acknowledgedAtNanos) / 1e9;
    }

    /** Whether Kafka is out of reach, as far as the gateway can tell. */
    public boolean isSilent() {
        return silenceSeconds() > SILENCE_ALLOWED_SECONDS;
    }

    void tick() {
        if (isSilent() && !told) {
            told = true;
            log.warn("Kafka acknowledges nothing; devices wait for their acknowledgements until it is back");
        }
        if (unacknowledgedRounds.get() >= MAX_UNACKNOWLEDGED_ROUNDS) {
            return;
        }
        unacknowledgedRounds.incrementAndGet();
        journal.append(new Round(TelemetryCodec.encodeTick(clock.millis())));
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }

    /** One tick for each partition that the topic has now. */
    private final class Round implements KafkaJournal.Entry, Receipt {
        private final byte[] tick;

        Round(byte[] tick) {
            this.tick = tick;
        }

        @Override
        public void sendThrough(Producer<byte[], byte[]> producer) {
            Delivery delivery;
            try {
                delivery = new Delivery(
                        producer.partitionsFor(Topics.TELEMETRY).stream()
                                .map(PartitionInfo::partition)
                                .map(partition ->
                                        new ProducerRecord<byte[], byte[]>(Topics.TELEMETRY, partition, null, tick))
                                .toList(),
                        this);
            } catch (RuntimeException e) {
                lost(e);
                return;
            }
            delivery.sendThrough(producer);
        }

        @Override
        public void stored() {
            unacknowledgedRounds.decrementAndGet();
            acknowledgedAtNanos = nanoTime.getAsLong();
            if (told) {
                told = false;
                log.info("Kafka acknowledges again");
            }
        }

        @Override
        public void lost(Exception cause) {
            unacknowledgedRounds.decrementAndGet();
            meters.kafkaError();
        }
    }
}
