package io.cityops.city;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a running dashboard takes of the machine and of the database. */
final class DashboardProcess {
    private static final double MIB = 1024.0 * 1024.0;

    private final City city;
    private final long pid;
    private final HttpClient client = HttpClient.newHttpClient();

    DashboardProcess(City city) throws IOException, InterruptedException {
        this.city = city;
        pid = city.part("dashboard").pid();
    }

    /** Of its heap after a collection of everything. */
    double heapMib() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process collection = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run")
                .redirectErrorStream(true)
                .start();
        String said = new String(collection.getInputStream().readAllBytes(), UTF_8);
        if (collection.waitFor() != 0) {
            throw new IOException("jcmd: " + said);
        }
        return meters("jvm_memory_used_bytes{area=\"heap\"") / MIB;
    }

    /** The sum of the meters whose line begins so. */
    double meters(String beginning) throws IOException, InterruptedException {
        String text = client.send(
                        HttpRequest.newBuilder(URI.create(city.url("/metrics")))
                                .timeout(Duration.ofSeconds(30))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return text.lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Resident, as the kernel counts it. */
    double residentMib() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        }
    }

    /** Processor time so far. */
    Duration processor() {
        return processor(ProcessHandle.of(pid).orElseThrow());
    }

    static Duration processor(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Statements of its role that the database's log tells in this time, each second. */
    double statementsPerSecond(Duration during) throws SQLException, IOException, InterruptedException {
        Path log = city.data().resolve("logs/timescaledb.log");
        try (Connection owner = city.database("owner");
                Statement statement = owner.createStatement()) {
            statement.execute("alter system set log_parameter_max_length = 0");
            statement.execute("alter system set log_statement = 'all'");
            statement.execute("select pg_reload_conf()");
            try {
                TimeUnit.SECONDS.sleep(2);
                long before = statements(log);
                long from = System.nanoTime();
                TimeUnit.MILLISECONDS.sleep(during.toMillis());
                return (statements(log) - before) / ((System.nanoTime() - from) / 1e9);
            } finally {
                for (String setting : List.of("log_statement", "log_parameter_max_length")) {
                    statement.execute("alter system reset " + setting);
                }
                statement.execute("select pg_reload_conf()");
            }
        }
    }

    private static long statements(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" cityops_dashboard LOG:  "))
                    .filter(line -> line.contains("LOG:  execute ") || line.contains("LOG:  statement: "))
                    .count();
        }
    }
}
