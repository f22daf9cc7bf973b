package io.cityops.localstack.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The few questions and orders that we have for Flink's REST interface, version 1.
 *
 * @param host and port where the job manager listens
 */
public record FlinkRest(String host, int port) {
    private static final int LIMIT_MILLIS = 5_000;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final JsonFactory JSON = new JsonFactory();

    /** The state of the newest job, such as {@code RUNNING}; {@code absent} when there is none. */
    public String jobState() throws IOException {
        Map<String, String> job = newestJob();
        return job.getOrDefault("state", "absent");
    }

    /** The id of the job that runs. */
    public String runningJob() throws IOException {
        Map<String, String> job = newestJob();
        String id = job.get("jid");
        if (id == null || !"RUNNING".equals(job.get("state"))) {
            throw new IOException("the job is " + job.getOrDefault("state", "absent"));
        }
        return id;
    }

    private Map<String, String> newestJob() throws IOException {
        return read(ask("GET", "/jobs/overview", null));
    }

    /** Takes a savepoint while the job goes on. @return where it lies */
    public String savepoint(String job, String folderUri, Duration patience) throws IOException, InterruptedException {
        return awaited(
                job,
                "/savepoints",
                "{\"target-directory\":\"%s\",\"cancel-job\":false,\"formatType\":\"CANONICAL\"}".formatted(folderUri),
                patience);
    }

    /** Stops the job with a savepoint. @return where it lies */
    public String stop(String job, String folderUri, Duration patience) throws IOException, InterruptedException {
        return awaited(
                job,
                "/stop",
                "{\"targetDirectory\":\"%s\",\"drain\":false,\"formatType\":\"NATIVE\"}".formatted(folderUri),
                patience);
    }

    private String awaited(String job, String order, String body, Duration patience)
            throws IOException, InterruptedException {
        String trigger = read(ask("POST", "/jobs/" + job + order, body)).get("request-id");
        if (trigger == null) {
            throw new IOException("Flink did not take the order");
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            Map<String, String> answer = read(ask("GET", "/jobs/" + job + "/savepoints/" + trigger, null));
            String location = answer.get("location");
            if (location != null) {
                return location;
            }
            if ("COMPLETED".equals(answer.get("id"))) {
                throw new IOException(
                        "the savepoint failed: " + answer.getOrDefault("class", "Flink does not say why"));
            }
            Thread.sleep(POLL.toMillis());
        }
        throw new IOException("no savepoint within " + patience.toSeconds() + " s");
    }

    private String ask(String method, String path, @Nullable String body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + host + ":" + port + "/v1" + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        if (body != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (status >= 400) {
                throw new IOException(
                        "HTTP " + status + " " + text.lines().findFirst().orElse(""));
            }
            return text;
        }
    }

    /**
     * The scalars of the answer by the names of their own keys; of several with the same name the first, which in
     * Flink's list of jobs is the one that runs.
     */
    static Map<String, String> read(String json) throws IOException {
        Map<String, String> scalars = new TreeMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                String name = parser.currentName();
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL && name != null) {
                    scalars.putIfAbsent(name, parser.getText());
                }
            }
        }
        return scalars;
    }
}
