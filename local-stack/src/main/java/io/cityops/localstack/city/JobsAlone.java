package io.cityops.localstack.city;

import io.cityops.localstack.Console;
import io.cityops.localstack.database.DatabaseCluster;
import io.cityops.localstack.supervision.Service;
import io.cityops.model.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stream job with a fresh database and a fresh broker, and nothing else: what a benchmark of the job drives. */
public final class JobsAlone implements AutoCloseable {
    private final StackSettings settings;
    private final Parts parts;
    private final StartedParts started;
    private final DatabaseCluster cluster;
    private final Map<String, Long> pids = new HashMap<>();

    private JobsAlone(StackSettings settings, Map<String, String> environment, Console console) throws IOException {
        this.settings = settings;
        this.parts = new Parts(settings, console);
        this.started = new StartedParts(new DataFolder(settings.data()), environment);
        this.cluster = new DatabaseCluster(
                settings.data(), settings.bind(), settings.ports().database());
    }

    /**
     * Returns when the database and the broker are ready; the job is not started yet.
     *
     * @param catalogue a folder; null: the built-in one
     */
    public static JobsAlone start(Path home, Path data, @Nullable Path catalogue, int parallelism, Console console)
            throws Exception {
        Map<String, String> environment = StartedParts.freePorts(List.of(
                "CITYOPS_JOBS_REST_PORT",
                "CITYOPS_JOBS_METRICS_PORT",
                "CITYOPS_KAFKA_PORT",
                "CITYOPS_KAFKA_CONTROLLER_PORT",
                "CITYOPS_DB_PORT"));
        environment.put("CITYOPS_HOME", home.toString());
        environment.put("CITYOPS_JOBS_PARALLELISM", Integer.toString(parallelism));
        if (catalogue != null) {
            environment.put("CITYOPS_CATALOGUE", catalogue.toString());
        }
        StackSettings settings = StackSettings.from(new Settings(environment), data);
        JobsAlone alone = new JobsAlone(settings, environment, console);
        try {
            new DataFolder(settings.data()).create();
            alone.bringUp(alone.parts.database(alone.cluster, timescale -> {}));
            alone.bringUp(alone.parts.kafka());
            return alone;
        } catch (Exception e) {
            alone.close();
            throw e;
        }
    }

    /** Returns when the job is ready, which it says after its first checkpoint. */
    public void startJob() throws Exception {
        bringUp(parts.streamJob(cluster.access(), false).getFirst());
    }

    private void bringUp(Service service) throws Exception {
        pids.put(service.name(), started.bringUp(service).pid());
    }

    public String kafka() {
        return settings.kafkaBootstrap();
    }

    /** By name: {@code jobs}, {@code kafka}, {@code timescaledb}. */
    public Map<String, Long> pids() {
        return Map.copyOf(pids);
    }

    /** The job's metrics page. */
    public String metrics() throws IOException {
        URI page =
                URI.create("http://" + settings.host() + ":" + settings.ports().jobs() + "/metrics");
        try (InputStream body = page.toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        started.close();
    }
}
