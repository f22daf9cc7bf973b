package io.cityops.localstack.rehearsal;

import io.cityops.localstack.Console;
import io.cityops.localstack.FileTree;
import io.cityops.localstack.desk.DeskServer;
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
 * The rehearsals that are asked for in the dashboard, each run in a process of its own. Progress is told each second, which also says
 * that this runner lives; one that is cancelled is ended within a second or two, and one whose runner is stopped has failed.
 */
public final class Rehearsals implements DeskServer.Work {
    private static final Duration TELL = Duration.ofSeconds(1);

    /** How a rehearsal is started. */
    public interface Starter {
        /** @param arguments catalogue folder, from, until, and where the report goes */
        Launch rehearsal(List<String> arguments);
    }

    private final Starter starter;
    private final Console console;

    public Rehearsals(Starter starter, Console console) {
        this.starter = starter;
        this.console = console;
    }

    @Override
    public String name() {
        return "rehearsals";
    }

    @Override
    public boolean next(Connection connection, String runner) throws SQLException {
        RehearsalQueue queue = new RehearsalQueue(connection, runner);
        Optional<RehearsalQueue.Asked> next = queue.claim();
        if (next.isPresent()) {
            rehearse(connection, queue, next.get());
        }
        return next.isPresent();
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
}
