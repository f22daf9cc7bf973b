package io.cityops.localstack.kafka;

import io.cityops.localstack.Bind;
import io.cityops.localstack.FileTree;
import io.cityops.localstack.process.Execution;
import io.cityops.localstack.process.Launch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/**
 * The embedded broker of one data folder: its files under {@code kafka/}. Knows how the node is prepared, started,
 * asked and given its topics; whoever starts the process watches over it.
 */
public final class BrokerNode {
    private static final Duration FORMAT_LIMIT = Duration.ofMinutes(1);
    private static final int CONNECT_MILLIS = 500;
    private static final String LOGGING = "-Dlogback.configurationFile=io/cityops/localstack/kafka/broker-logback.xml";

    private final Path folder;
    private final BrokerConfiguration configuration;

    public BrokerNode(Path data, String bind, int port, int controllerPort) {
        this.folder = data.toAbsolutePath().resolve("kafka");
        this.configuration =
                new BrokerConfiguration(folder.resolve("logs"), bind, Bind.reachedAt(bind), port, controllerPort);
    }

    /**
     * Writes its configuration, and gives the folder its identity where it has none.
     *
     * @param flags for the broker's JVM, beside its own
     */
    public Launch prepare(List<String> flags) throws IOException {
        Files.createDirectories(folder);
        Path properties = folder.resolve("server.properties");
        Files.writeString(properties, configuration.properties());
        if (!Files.exists(configuration.logs().resolve("meta.properties"))) {
            format(properties);
        }
        return java(flags, "kafka.Kafka", List.of(properties.toString()));
    }

    private void format(Path properties) throws IOException {
        // What is there without an identity is what an interrupted attempt left.
        FileTree.delete(configuration.logs());
        Execution format = Execution.run(
                FORMAT_LIMIT,
                null,
                java(
                        List.of("-XX:TieredStopAtLevel=1"),
                        "kafka.tools.StorageTool",
                        List.of("format", "-t", Uuid.randomUuid().toString(), "-c", properties.toString())));
        if (!format.succeeded()) {
            throw new IOException("the broker's folder could not be made: " + format.lastLine());
        }
    }

    private static Launch java(List<String> more, String main, List<String> arguments) {
        List<String> flags = new java.util.ArrayList<>(List.of(
                "-Xms128m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:+ExitOnOutOfMemoryError"));
        flags.addAll(more);
        flags.addAll(List.of("-Djava.awt.headless=true", LOGGING, main));
        flags.addAll(arguments);
        return Launch.java(Launch.ownClassPath(), flags, Map.of());
    }

    /** Whether a client is served. Asking a closed port by Kafka's client would cost its whole time limit. */
    public boolean answers() {
        return listens() && CityTopics.served(bootstrap());
    }

    /** Whether it takes connections: cheap enough to be asked every few seconds. */
    public boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(configuration.advertised(), configuration.port()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public void createMissingTopics() {
        CityTopics.createMissing(bootstrap());
    }

    /** {@code host:port} for clients. */
    public String bootstrap() {
        return configuration.advertised() + ":" + configuration.port();
    }
}
