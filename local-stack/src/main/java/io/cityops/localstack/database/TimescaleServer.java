package io.cityops.localstack.database;

import io.cityops.localstack.Cache;
import io.cityops.localstack.process.Launch;
import io.cityops.localstack.process.OwnedProcess;
import io.cityops.model.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real database for a component under test: the embedded server with every role and migration, on a directory of
 * its own. It can be killed and started again on the same directory, and then holds every committed row.
 */
public final class TimescaleServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TimescaleServer.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final DatabaseCluster cluster;
    private final OwnedProcess process;
    private boolean timescale;

    private TimescaleServer(DatabaseCluster cluster, OwnedProcess process) {
        this.cluster = cluster;
        this.process = process;
    }

    /** Starts on loopback and returns when every migration is applied. */
    public static TimescaleServer start(Path directory, int port) throws IOException {
        DatabaseCluster cluster = new DatabaseCluster(directory, "127.0.0.1", port);
        OwnedProcess process = new OwnedProcess("timescaledb", directory.resolve("logs/timescaledb.log"));
        TimescaleServer server = new TimescaleServer(cluster, process);
        server.start();
        return server;
    }

    /** Again after {@link #kill} or {@link #close}, on the same directory and port. */
    public void start() throws IOException {
        Launch launch = cluster.prepare(Cache.from(Settings.fromEnvironment()), LOG::info);
        process.start(launch, cluster::answers, START_LIMIT);
        try {
            timescale = cluster.bringUpToDate();
        } catch (SQLException e) {
            process.kill();
            throw new IOException("the database's schema could not be made: " + e.getMessage(), e);
        }
    }

    public String jdbcUrl() {
        return cluster.access().jdbcUrl();
    }

    public String password(DatabaseRole role) {
        return cluster.access().password(role);
    }

    /** Whether the tables are hypertables; false where the extension could not be had. */
    public boolean timescale() {
        return timescale;
    }

    DatabaseCluster cluster() {
        return cluster;
    }

    /** SIGKILL: as in a crash. */
    public void kill() {
        process.kill();
    }

    /** An orderly stop that does not wait for clients to leave. */
    @Override
    public void close() {
        process.stop("INT", STOP_LIMIT);
    }
}
