package io.cityops.localstack.bench;

import io.cityops.localstack.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one run of {@link JobsBench} found.
 *
 * @param live whether the messages came at the rate; else the job worked off a backlog
 * @param rate messages a second, from Kafka to committed rows
 * @param rowsPerMessage raw readings that a message is
 * @param cpuMicros by process, microseconds of processor time a message
 * @param heapMegabytes the most that the job's heap held, what could be collected included
 * @param whole whether all messages were there within the limit
 */
record JobsResult(
        String title,
        int devices,
        int parallelism,
        boolean live,
        double rate,
        double rowsPerMessage,
        Map<String, Double> cpuMicros,
        double heapMegabytes,
        boolean whole) {

    String line() {
        return String.format(
                Locale.ROOT,
                "%s: %,.0f msg/s (%,.0f rows/s); processor time a message %s; heap at most %.0f MB%s",
                title,
                rate,
                rate * rowsPerMessage,
                cpuMicros.entrySet().stream()
                        .map(each -> String.format(Locale.ROOT, "%s %.1f µs", each.getKey(), each.getValue()))
                        .collect(Collectors.joining(", ")),
                heapMegabytes,
                whole ? "" : " (NOT all within the limit)");
    }

    private String json() {
        return String.format(
                Locale.ROOT,
                "{\"devices\":%d,\"parallelism\":%d,\"live\":%b,\"messages_per_second\":%.1f,\"rows_per_message\":%.3f,\"cpu_us_per_message\":{%s},\"heap_mb\":%.1f,\"whole\":%b}",
                devices,
                parallelism,
                live,
                rate,
                rowsPerMessage,
                cpuMicros.entrySet().stream()
                        .map(each -> String.format(Locale.ROOT, "\"%s\":%.3f", each.getKey(), each.getValue()))
                        .collect(Collectors.joining(",")),
                heapMegabytes,
                whole);
    }

    static void write(List<JobsResult> results, Path place, Console console) throws IOException {
        String machine = "%d processors, %s %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"));
        Path text = Path.of(place + ".txt");
        Files.writeString(
                text,
                "Stream job, Kafka to committed rows, " + Instant.now() + "\n" + machine + "\n"
                        + results.stream().map(JobsResult::line).collect(Collectors.joining("\n")) + "\n");
        Files.writeString(
                Path.of(place + ".json"),
                "{\"at\":\"%s\",\"machine\":\"%s\",\"runs\":[%s]}\n"
                        .formatted(
                                Instant.now(),
                                machine,
                                results.stream().map(JobsResult::json).collect(Collectors.joining(","))));
        console.print(Files.readString(text).stripTrailing());
        console.say("report: " + place + ".txt and .json");
    }
}
