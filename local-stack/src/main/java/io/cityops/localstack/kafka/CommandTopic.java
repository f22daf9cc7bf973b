package io.cityops.localstack.kafka;

import io.cityops.localstack.StackFailure;
import io.cityops.model.command.Command;
import io.cityops.model.command.CommandCodec;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Where commands to devices are given; every gateway reads them. */
public final class CommandTopic {
    private static final int LIMIT_MILLIS = 10_000;

    private CommandTopic() {}

    /** Returns when Kafka has it, with {@code acks=all}. */
    public static void give(String bootstrap, String deviceId, Command command) throws InterruptedException {
        Map<String, Object> config = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                LIMIT_MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                LIMIT_MILLIS / 2,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                LIMIT_MILLIS);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            byte[] key = CommandCodec.key(deviceId, command.retain());
            producer.send(new ProducerRecord<>(CommandCodec.TOPIC, key, CommandCodec.encode(command)))
                    .get();
        } catch (ExecutionException e) {
            throw new StackFailure(
                    "Kafka at " + bootstrap + " does not take the command", "Start the city with: ./cityops demo", e);
        } finally {
            producer.close(Duration.ofSeconds(1));
        }
    }
}
