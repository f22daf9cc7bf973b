package io.cityops.localstack.kafka;

import io.cityops.localstack.process.FreePort;
import io.cityops.localstack.process.OwnedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A real broker for a component under test, with the city's topics, on a directory of its own. It can be killed and
 * started again on the same directory, and then holds every acknowledged record.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final BrokerNode node;
    private final OwnedProcess process;

    private KafkaBroker(BrokerNode node, OwnedProcess process) {
        this.node = node;
        this.process = process;
    }

    /** Starts on loopback and returns when every topic is there. */
    public static KafkaBroker start(Path directory, int port) throws IOException {
        BrokerNode node = new BrokerNode(directory, "127.0.0.1", port, FreePort.next());
        KafkaBroker broker = new KafkaBroker(node, new OwnedProcess("kafka", directory.resolve("logs/kafka.log")));
        broker.start();
        return broker;
    }

    /** Again after {@link #kill} or {@link #close}, on the same directory and port. */
    public void start() throws IOException {
        process.start(node.prepare(List.of()), node::answers, START_LIMIT);
        node.createMissingTopics();
    }

    /** {@code host:port} for clients. */
    public String bootstrap() {
        return node.bootstrap();
    }

    /** SIGKILL: as in a crash. */
    public void kill() {
        process.kill();
    }

    /** An orderly stop. */
    @Override
    public void close() {
        process.stop("TERM", STOP_LIMIT);
    }
}
