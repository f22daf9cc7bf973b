package io.cityops.gateway;

import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.process.FreePort;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A second gateway beside the city's, as a process of its own with the memory it has in a city. */
final class GatewayProcess implements AutoCloseable {
    private static final int READY_SECONDS = 180;

    private final Process process;
    private final Path log;
    private final int mqttPort = FreePort.next();
    private final int httpPort = FreePort.next();

    /** @param descriptors the limit of file descriptors; 0 for the machine's */
    GatewayProcess(RunningGateway city, int descriptors) throws IOException, InterruptedException {
        this(city, descriptors, Map.of());
    }

    /** @param settings beside those that it needs */
    GatewayProcess(RunningGateway city, int descriptors, Map<String, String> settings)
            throws IOException, InterruptedException {
        log = Files.createTempFile("gateway", ".log");
        String limit = descriptors == 0 ? "" : "ulimit -n " + descriptors + "; ";
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        "-c",
                        limit + "exec \"$0\" \"$@\"",
                        java,
                        "-Xms64m",
                        "-Xmx256m",
                        "-XX:MaxDirectMemorySize=128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.cityops.gateway.Gateway")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "CITYOPS_GATEWAY_MQTT_PORT",
                        Integer.toString(mqttPort),
                        "CITYOPS_GATEWAY_HTTP_PORT",
                        Integer.toString(httpPort),
                        "CITYOPS_KAFKA",
                        city.kafka().bootstrap(),
                        "CITYOPS_DB_URL",
                        city.database().jdbcUrl(),
                        "CITYOPS_DB_USER",
                        DatabaseRole.GATEWAY.roleName(),
                        "CITYOPS_DB_PASSWORD",
                        city.database().password(DatabaseRole.GATEWAY)));
        builder.environment().putAll(settings);
        process = builder.start();
        awaitReady();
    }

    int mqttPort() {
        return mqttPort;
    }

    long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(proc("fd"))) {
            return open.count();
        }
    }

    long residentMebibytes() throws IOException {
        return Files.readAllLines(proc("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElseThrow();
    }

    /** Processor time that it has used so far. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    }

    long logBytes() throws IOException {
        return Files.size(log);
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(log);
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!Files.readString(log).contains("ready: MQTT")) {
            if (!process.isAlive() || System.nanoTime() > deadlineNanos) {
                throw new IOException("the gateway did not start: " + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private Path proc(String name) {
        return new File("/proc/" + process.pid(), name).toPath();
    }
}
