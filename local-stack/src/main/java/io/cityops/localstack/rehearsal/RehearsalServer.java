package io.cityops.localstack.rehearsal;

import io.cityops.localstack.Console;
import io.cityops.localstack.FileTree;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.process.Launch;
import io.cityops.model.catalogue.CatalogueException;
import io.cityops.model.catalogue.RuleText;
import io.cityops.model.version.CatalogueVersion;
import io.cityops.model.version.StoredCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs the rehearsals that are asked for in the dashboard, one after another, each in a process of its own. Progress is told each
 * second, which also says that this runner lives; one that is cancelled is ended within a second or two. While the database is away
 * it waits; what ran then is given up.
 */
public final class RehearsalServer implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration TELL = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(5);

    /** How a rehearsal is started. */
    public interface Starter {
        /** @param arguments catalogue folder, from, until, and where the report goes */
        Launch rehearsal(List<String> arguments);
    }

    private final DatabaseAccess database;
    private final Starter starter;
    private final Console console;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("rehearsals").unstarted(this::serve);
    private volatile boolean closed;

    public RehearsalServer(DatabaseAccess database, Starter starter, Console console) {
        this.database = database;
        this.starter = starter;
        this.console = console;
    }

    /** Begins in a thread of its own. */
    public void start() {
        thread.start();
    }

    private void serve() {
        boolean complained = false;
        while (!closed) {
            try (Connection connection = database.connect(DatabaseRole.REGISTRAR)) {
                complained = false;
                serve(connection);
            } catch (SQLException e) {
                if (!closed && !complained) {
                    console.say("rehearsals wait for the database: " + e.getMessage());
                    complained = true;
                }
                rest(RETRY);
            }
        }
    }

    private void serve(Connection connection) throws SQLException {
        RehearsalQueue queue = new RehearsalQueue(
                connection, "process " + ProcessHandle.current().pid());
        while (!closed) {
            Optional<RehearsalQueue.Asked> next = queue.claim();
            if (next.isPresent()) {
                rehearse(connection, queue, next.get());
            } else {
                rest(POLL);
            }
        }
    }

    private void rehearse(Connection connection, RehearsalQueue queue, RehearsalQueue.Asked asked) throws SQLException {
        console.say("rehearsal %d begins".formatted(asked.id()));
        try {
            Path folder = Files.createTempDirectory("cityops-rehearsal");
            try {
                rehearse(connection, queue, asked, folder);
            } finally {
                FileTree.delete(folder);
            }
        } catch (CatalogueException e) {
            queue.failed(asked.id(), e.problems().getFirst());
        } catch (IOException e) {
            queue.failed(asked.id(), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            queue.failed(asked.id(), "its runner was stopped");
        }
        console.say("rehearsal %d is over".formatted(asked.id()));
    }

    private void rehearse(Connection connection, RehearsalQueue queue, RehearsalQueue.Asked asked, Path folder)
            throws SQLException, IOException, InterruptedException {
        CatalogueVersion city = StoredCatalogue.newest(connection);
        if (city == null) {
            queue.failed(asked.id(), "the city has no catalogue yet");
            return;
        }
        Path catalogue = folder.resolve("catalogue");
        Path report = folder.resolve("report.json");
        RuleText.withRules(city.text(), asked.content()).writeTo(catalogue);
        List<String> arguments = List.of(
                catalogue.toString(), asked.from().toString(), asked.until().toString(), "--report", report.toString());
        try (RehearsalRun run = RehearsalRun.start(starter.rehearsal(arguments))) {
            while (!run.endsWithin(TELL.toMillis())) {
                if (!queue.tell(asked.id(), run.share())) {
                    return;
                }
            }
            String failure = run.failure();
            if (failure == null) {
                queue.done(asked.id(), Files.readString(report));
            } else {
                queue.failed(asked.id(), failure);
            }
        }
    }

    private void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Serves until it is closed by another thread. */
    public void await() throws InterruptedException {
        thread.join();
    }

    /** What runs is ended, and said to have failed. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
