package io.cityops.gateway.intake;

import io.cityops.gateway.kafka.Delivery;
import io.cityops.gateway.kafka.KafkaJournal;
import io.cityops.gateway.kafka.Receipt;
import io.cityops.gateway.kafka.Topics;
import io.cityops.gateway.operations.GatewayMeters;
import io.cityops.gateway.registry.KnownDevice;
import io.cityops.gateway.registry.RegistryMirror;
import io.cityops.model.replay.ReplayCodec;
import io.cityops.model.replay.ReplayRequest;
import io.cityops.model.replay.ReplayResult;
import io.cityops.model.telemetry.RejectReason;
import io.cityops.model.telemetry.StoredParts;
import io.cityops.model.telemetry.Telemetry;
import io.cityops.model.telemetry.TelemetryCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges refused messages again when the operator asks: by what the catalogue and the registry say now, and by the age that
 * they had when they came. What is good of them and not stored yet goes to Kafka as received now, so that it corrects the
 * past; nothing is refused a second time, the answer tells what is still wrong.
 *
 * <p>At least once: a request is done with when Kafka has its telemetry and its answer. One of several gateways does it.
 */
public final class Replays implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Replays.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration LEAVE = Duration.ofSeconds(2);

    /** Who asked has gone by then. */
    private static final Duration WORTH_ANSWERING = Duration.ofMinutes(5);

    private static final int RETRY_MILLIS = 1_000;

    private final String bootstrapServers;
    private final RegistryMirror mirror;
    private final Judge judge;
    private final KafkaJournal journal;
    private final GatewayMeters meters;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    public Replays(
            String bootstrapServers,
            RegistryMirror mirror,
            Judge judge,
            KafkaJournal journal,
            GatewayMeters meters,
            Clock clock) {
        this.bootstrapServers = bootstrapServers;
        this.mirror = mirror;
        this.judge = judge;
        this.journal = journal;
        this.meters = meters;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("replays").daemon().unstarted(this::follow);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            // Not interrupted: its consumer takes its leave of the group.
            thread.join(LEAVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        while (stopping.getCount() > 0) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                consumer.subscribe(List.of(ReplayCodec.REQUESTS));
                while (stopping.getCount() > 0) {
                    ConsumerRecords<byte[], byte[]> asked = consumer.poll(POLL);
                    if (!asked.isEmpty() && answer(asked)) {
                        consumer.commitSync();
                    }
                }
            } catch (KafkaException e) {
                if (stopping.getCount() > 0) {
                    log.warn("replays cannot be read, trying again: {}", e.toString());
                    pause();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** @return false when Kafka did not take all of it */
    private boolean answer(ConsumerRecords<byte[], byte[]> asked) throws InterruptedException {
        List<List<ProducerRecord<byte[], byte[]>>> answers = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> each : asked) {
            if (clock.millis() - each.timestamp() <= WORTH_ANSWERING.toMillis()) {
                try {
                    answers.add(answer(ReplayCodec.decodeRequest(each.value())));
                } catch (IllegalArgumentException e) {
                    log.warn("replay at offset {} is passed over: {}", each.offset(), e.getMessage());
                }
            }
        }
        CountDownLatch settled = new CountDownLatch(answers.size());
        CountDownLatch lost = new CountDownLatch(1);
        for (List<ProducerRecord<byte[], byte[]>> records : answers) {
            journal.append(new Delivery(records, new Receipt() {
                @Override
                public void stored() {
                    settled.countDown();
                }

                @Override
                public void lost(Exception cause) {
                    meters.kafkaError();
                    lost.countDown();
                    settled.countDown();
                }
            }));
        }
        settled.await();
        return lost.getCount() > 0;
    }

    /** The telemetry that is new, and the answer. */
    List<ProducerRecord<byte[], byte[]>> answer(ReplayRequest request) {
        byte[] key = request.run().getBytes(StandardCharsets.UTF_8);
        KnownDevice sender = mirror.find(request.sender());
        if (sender == null) {
            ReplayResult.Refused unknown = new ReplayResult.Refused(
                    RejectReason.UNKNOWN_DEVICE.tag(), "its sender " + request.sender() + " is no longer registered");
            ReplayResult result = new ReplayResult(request.run(), request.message(), 0, "", List.of(unknown));
            return List.of(new ProducerRecord<>(ReplayCodec.RESULTS, key, ReplayCodec.encode(result)));
        }
        Verdict verdict = judge.judgeAgain(
                sender, request.topic(), request.contentType(), request.payload(), request.receivedAtMillis());
        StoredParts stored = StoredParts.parse(request.stored());
        List<Telemetry> fresh = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Verdict.Accepted accepted : verdict.accepted()) {
            Telemetry rest = stored.without(accepted.telemetry());
            if (rest != null) {
                fresh.add(rest);
                if (!request.dryRun()) {
                    byte[] value = TelemetryCodec.encode(rest.receivedAt(clock.millis()));
                    records.add(new ProducerRecord<>(Topics.TELEMETRY, accepted.key(), value));
                }
            }
        }
        ReplayResult result = new ReplayResult(
                request.run(),
                request.message(),
                values(fresh),
                StoredParts.of(fresh),
                verdict.rejections().stream()
                        .map(each -> new ReplayResult.Refused(each.reason().tag(), each.detail()))
                        .toList());
        meters.replayed(verdict.outcome());
        records.add(new ProducerRecord<>(ReplayCodec.RESULTS, key, ReplayCodec.encode(result)));
        return records;
    }

    private static int values(List<Telemetry> messages) {
        return messages.stream()
                .flatMap(telemetry -> telemetry.observations().stream())
                .mapToInt(observation ->
                        observation.measures().length + observation.counts().size())
                .sum();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                "cityops-gateway-replays",
                ConsumerConfig.CLIENT_ID_CONFIG,
                "cityops-gateway-replays",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                // A gateway that was killed keeps nobody waiting for longer than who asks is willing to.
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                10_000,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                200,
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
