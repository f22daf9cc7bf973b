package io.cityops.localstack.drill;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.process.Launch;
import io.cityops.localstack.registry.CredentialsFile;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.registry.DeviceRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One drill from its first line to its report. Whatever ends it, the twins go and the report is written; what a killed
 * process leaves is ended by the next drill, by {@code --stop}, or when the city starts.
 */
public final class DrillPlay {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PROGRESS = Duration.ofSeconds(15);
    /** For what the twins sent last to become rows and alarms; too short for any of them to be missed as silent. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(15);

    private final DatabaseAccess database;
    private final String actor;
    private final Catalogue catalogue;
    private final Path folder;
    private final Console console;
    private final Clock clock;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Map<String, DrillAlarm> seen = new HashMap<>();
    private final Map<String, String> worst = new HashMap<>();
    private boolean complained;

    /** Starts the simulators as the twins whose tokens are in the file. */
    public interface Player {
        Launch launch(Drill drill, Path credentials);
    }

    /**
     * @param actor who plays it
     * @param folder for tokens, logs and reports of drills
     */
    public DrillPlay(
            DatabaseAccess database, String actor, Catalogue catalogue, Path folder, Console console, Clock clock) {
        this.database = database;
        this.actor = actor;
        this.catalogue = catalogue;
        this.folder = folder;
        this.console = console;
        this.clock = clock;
    }

    /** From any thread: the drill ends now, in order. */
    public void stop() {
        asked.countDown();
    }

    /** Plays it to its end. Returns the report. */
    public DrillReport play(Drill drill, DrillPlan plan, Player player)
            throws IOException, SQLException, InterruptedException {
        try (Drills drills = Drills.open(database, actor)) {
            drills.endAbandoned().ifPresent(left -> console.say("ended the drill that was left: " + left.id()));
            drills.begin(drill);
        }
        Path tokens = folder.resolve(drill.id()).resolve("devices.csv");
        try {
            register(drill, plan, tokens);
            play(drill, player.launch(drill, tokens).detached());
        } finally {
            Files.deleteIfExists(tokens);
            end(drill, "abandoned"); // where it was not ended as it should
        }
        return report(drill.id());
    }

    private void register(Drill drill, DrillPlan plan, Path tokens) throws IOException, SQLException {
        List<DeviceRow.Valid> devices = new ArrayList<>();
        for (DeviceRow row : plan.devices()) {
            switch (row.check(catalogue)) {
                case DeviceRow.Valid valid -> devices.add(valid);
                case DeviceRow.Refused refused ->
                    throw new StackFailure(
                            "no twin can be made of '" + refused.id() + "': " + String.join("; ", refused.problems()),
                            "Put that right in the catalogue");
            }
        }
        Files.createDirectories(folder.resolve(drill.id()));
        try (Drills drills = Drills.open(database, actor)) {
            new CredentialsFile(tokens).write(drills.register(drill.id(), devices));
        }
        console.say("%d twins registered; every screen shows the drill now".formatted(devices.size()));
    }

    private void play(Drill drill, Launch launch) throws IOException, SQLException, InterruptedException {
        Path log = folder.resolve(drill.id()).resolve("simulators.log");
        Process player = launch.startLed(log);
        try {
            String outcome = watch(drill, player, log);
            player.getOutputStream().close(); // it is to stop in order
            TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
            end(drill, outcome);
        } finally {
            sendAway(player);
        }
    }

    /** Until the time is over, somebody stops it, or the player ends by itself. Returns how it ended. */
    private String watch(Drill drill, Process player, Path log) throws IOException, InterruptedException {
        Drills drills = null;
        try {
            Instant told = clock.instant();
            while (clock.instant().isBefore(drill.endsAt())) {
                if (asked.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                    return "stopped";
                }
                if (!player.isAlive() && clock.instant().isBefore(drill.endsAt().minus(TICK))) {
                    throw new StackFailure(
                            "the simulators ended before the drill did, with exit code " + player.exitValue(),
                            "Look into " + log);
                }
                try {
                    drills = drills == null ? Drills.open(database, actor) : drills;
                    if (!drills.keepAlive(drill.id())) {
                        console.say("somebody else ended the drill");
                        return "stopped";
                    }
                    tellNews(drill, drills.alarms(drill.id()));
                    if (Duration.between(told, clock.instant()).compareTo(PROGRESS) >= 0) {
                        told = clock.instant();
                        console.say(progress(drill));
                    }
                    complained = false;
                } catch (SQLException e) {
                    complain(e);
                    drills = closed(drills);
                }
            }
            return "completed";
        } finally {
            closed(drills);
        }
    }

    private void complain(SQLException why) {
        if (!complained) {
            complained = true;
            console.say("the database is away, the drill goes on: " + why.getMessage());
        }
    }

    private static @Nullable Drills closed(@Nullable Drills drills) {
        if (drills != null) {
            try {
                drills.close();
            } catch (SQLException e) {
                // it is gone already
            }
        }
        return null;
    }

    private void tellNews(Drill drill, List<DrillAlarm> alarms) {
        for (DrillAlarm alarm : alarms) {
            DrillAlarm before = seen.put(alarm.id(), alarm);
            worst.merge(alarm.id(), alarm.severity(), Score::worse);
            if (alarm.openedAt().isBefore(drill.startedAt())) {
                continue; // stood at the start already
            }
            if (before == null) {
                console.say("alarm, %s: %s in %s: %s"
                        .formatted(alarm.severity(), alarm.rule(), alarm.area(), alarm.message()));
            } else if (!before.severity().equals(alarm.severity())) {
                console.say("%s now: %s in %s: %s"
                        .formatted(alarm.severity(), alarm.rule(), alarm.area(), alarm.message()));
            }
            if ((before == null || before.acknowledgedAt() == null) && alarm.acknowledgedAt() != null) {
                console.say(
                        "acknowledged by %s: %s in %s".formatted(alarm.acknowledgedBy(), alarm.rule(), alarm.area()));
            }
        }
    }

    private String progress(Drill drill) {
        Instant now = clock.instant();
        Duration played = Duration.between(drill.startedAt(), now);
        Instant told = drill.nominalAt().plusMillis(Math.round(played.toMillis() * drill.speed()));
        Optional<Label> next = drill.labels().stream()
                .filter(label -> label.from().isAfter(now))
                .min(java.util.Comparator.comparing(Label::from));
        return "%s of %s; the scenario's city has %s; %d alarms%s"
                .formatted(
                        DrillReport.clock(played.isNegative() ? Duration.ZERO : played),
                        DrillReport.clock(Duration.between(drill.startedAt(), drill.endsAt())),
                        DrillReport.moment(told),
                        seen.size(),
                        next.map(label -> "; next to be noticed: " + label.id() + " in "
                                        + DrillReport.clock(Duration.between(now, label.from())))
                                .orElse(""));
    }

    private static void sendAway(Process player) throws IOException, InterruptedException {
        player.getOutputStream().close();
        if (!player.waitFor(LONGEST_GOODBYE.toSeconds(), TimeUnit.SECONDS)) {
            player.destroyForcibly().waitFor();
        }
    }

    private void end(Drill drill, String outcome) throws SQLException {
        try (Drills drills = Drills.open(database, actor)) {
            tellNews(drill, drills.alarms(drill.id()));
            if (!drills.end(drill.id(), outcome)) {
                return; // over already
            }
        } catch (SQLException e) {
            console.say("the drill could not be ended, the database is away; do so with: ./cityops drill --stop");
            throw e;
        }
        console.say("the drill is over (" + outcome + "); the screens show the city again");
    }

    /** Makes the report of a drill and keeps it, in the database and as files. */
    public DrillReport report(String id) throws IOException, SQLException {
        try (Drills drills = Drills.open(database, actor)) {
            Drill drill = drills.find(id).orElseThrow();
            Set<String> rules = catalogue.rules().stream().map(Rule::id).collect(Collectors.toSet());
            List<DrillAlarm> alarms =
                    drills.alarms(id).stream().map(this::atItsWorst).toList();
            DrillReport report = DrillReport.of(drill, alarms, drills.steps(id), clock.instant(), rules);
            if (drill.endedAt() != null) {
                drills.keepReport(id, report.json());
                Path own = Files.createDirectories(folder.resolve(id));
                Files.writeString(own.resolve("report.json"), report.json());
                Files.writeString(own.resolve("report.txt"), report.text());
                Files.writeString(own.resolve("report.html"), report.page());
            }
            return report;
        }
    }

    private DrillAlarm atItsWorst(DrillAlarm alarm) {
        return alarm.of(Score.worse(alarm.severity(), worst.getOrDefault(alarm.id(), alarm.severity())));
    }
}
