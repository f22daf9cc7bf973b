package io.cityops.localstack.rejected;

import io.cityops.localstack.StackFailure;
import io.cityops.model.replay.ReplayCodec;
import io.cityops.model.replay.ReplayRequest;
import io.cityops.model.replay.ReplayResult;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends refused messages through the gateway once more and writes down what became of each. A message is sent once, however
 * many refusals it had; what of it is stored already is not stored again.
 */
public final class ReplayRun {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(300);

    private final String bootstrap;
    private final RejectedMessages store;
    private final Clock clock;
    private final String run = UUID.randomUUID().toString();

    public ReplayRun(String bootstrap, RejectedMessages store, Clock clock) {
        this.bootstrap = bootstrap;
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param accepted of which nothing is refused any more for the reason asked for
     * @param values stored, or that would be
     * @param reasons why the others are refused, with how many
     * @param ended refusals that are over; in a dry run none
     * @param unfit that cannot be judged again: kept without payload, or without a sender
     */
    public record Summary(int messages, int accepted, int values, Map<String, Integer> reasons, int ended, int unfit) {}

    public Summary replay(List<RejectedMessage> refusals, boolean dryRun) throws SQLException {
        Map<RejectedMessage.Message, List<RejectedMessage>> byMessage = new LinkedHashMap<>();
        int unfit = 0;
        for (RejectedMessage refusal : refusals) {
            if (refusal.isReplayable()) {
                byMessage
                        .computeIfAbsent(refusal.message(), ignored -> new ArrayList<>())
                        .add(refusal);
            } else {
                unfit++;
            }
        }
        List<List<RejectedMessage>> messages = new ArrayList<>(byMessage.values());
        Map<Integer, ReplayResult> results = messages.isEmpty() ? Map.of() : ask(messages, dryRun);
        int accepted = 0;
        int values = 0;
        int ended = 0;
        Map<String, Integer> reasons = new TreeMap<>();
        for (Map.Entry<Integer, ReplayResult> each : results.entrySet()) {
            List<RejectedMessage> ofMessage = messages.get(each.getKey());
            ReplayResult result = each.getValue();
            if (!dryRun) {
                ended += store.mark(ofMessage, result, clock.instant());
            }
            values += result.values();
            boolean still = result.refused().stream()
                    .anyMatch(refused ->
                            ofMessage.stream().anyMatch(one -> one.reason().equals(refused.reason())));
            if (result.refused().isEmpty() || !still && result.values() > 0) {
                accepted++;
            } else {
                result.refused().forEach(refused -> reasons.merge(refused.reason(), 1, Integer::sum));
            }
        }
        if (results.size() < messages.size()) {
            throw new StackFailure(
                    (messages.size() - results.size()) + " of " + messages.size()
                            + " messages were not answered by a gateway within " + PATIENCE.toSeconds() + " s",
                    "See with ./cityops status whether the gateway is up, and run it again: nothing is stored twice");
        }
        return new Summary(messages.size(), accepted, values, reasons, ended, unfit);
    }

    private Map<Integer, ReplayResult> ask(List<List<RejectedMessage>> messages, boolean dryRun) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "max.block.ms", 10_000);
        Map<String, Object> reading = Map.of(
                "bootstrap.servers", bootstrap, "default.api.timeout.ms", 10_000, "allow.auto.create.topics", false);
        try (KafkaConsumer<byte[], byte[]> answers =
                        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> requests =
                        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<TopicPartition> partitions = answers.partitionsFor(ReplayCodec.RESULTS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            answers.assign(partitions);
            answers.seekToEnd(partitions);
            partitions.forEach(answers::position);
            for (int i = 0; i < messages.size(); i++) {
                send(requests, request(i, messages.get(i), dryRun));
            }
            requests.flush();
            return await(answers, messages.size());
        }
    }

    private ReplayRequest request(int index, List<RejectedMessage> refusals, boolean dryRun) {
        RejectedMessage any = refusals.getFirst();
        StringBuilder stored = new StringBuilder();
        refusals.forEach(refusal -> stored.append(refusal.stored()));
        return new ReplayRequest(
                run,
                index,
                dryRun,
                any.receivedAt().toEpochMilli(),
                String.valueOf(any.senderOrDevice()),
                any.topic(),
                any.contentType(),
                any.payload(),
                stored.toString());
    }

    private void send(KafkaProducer<byte[], byte[]> producer, ReplayRequest request) {
        byte[] key = run.getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(ReplayCodec.REQUESTS, key, ReplayCodec.encode(request)))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StackFailure("Kafka does not take the messages (" + e + ")", "See ./cityops status", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted", "Run it again: nothing is stored twice", e);
        }
    }

    /** Those that come before the gateway has said nothing for as long as the patience lasts. */
    private Map<Integer, ReplayResult> await(KafkaConsumer<byte[], byte[]> answers, int count) {
        Map<Integer, ReplayResult> results = new TreeMap<>();
        long heardNanos = System.nanoTime();
        while (results.size() < count && System.nanoTime() - heardNanos < PATIENCE.toNanos()) {
            for (ConsumerRecord<byte[], byte[]> answer : answers.poll(POLL)) {
                if (new String(answer.key(), StandardCharsets.UTF_8).equals(run)) {
                    ReplayResult result = ReplayCodec.decodeResult(answer.value());
                    results.putIfAbsent(result.message(), result);
                    heardNanos = System.nanoTime();
                }
            }
        }
        return results;
    }
}
