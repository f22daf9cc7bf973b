package io.cityops.localstack.command;

import io.cityops.localstack.Console;
import io.cityops.localstack.FileTree;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.city.CityLoad;
import io.cityops.localstack.city.StackSettings;
import io.cityops.localstack.city.StreamJobs;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.drill.DayReport;
import io.cityops.localstack.drill.DrillPlan;
import io.cityops.localstack.drill.PlayedDay;
import io.cityops.localstack.drill.ToldTwice;
import io.cityops.localstack.process.Execution;
import io.cityops.localstack.process.FreePort;
import io.cityops.model.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "day",
        description = {
            "Plays a scenario's day fast, and scores what was noticed: the simulators say what the gateway would have received,"
                    + " the stream job's operators run every rule of the catalogue over it, and a database of its own gives the"
                    + " alarms their life.",
            "Told are each label with the alarm that caught it and after how many seconds, false alarms, the load of each desk,"
                    + " and the worst minute of one source. Needs no running city. A day of 1,000 devices takes some ten minutes."
        })
public final class RehearseDayCommand implements Callable<Integer> {
    private static final Duration PLAN_LIMIT = Duration.ofMinutes(2);
    /** How long the gateway is away in a restart, and how old the checkpoint is from which the job begins again. */
    private static final Duration AWAY = Duration.ofSeconds(15);

    private static final Duration CHECKPOINT_AGE = Duration.ofSeconds(30);

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..1",
            description = "The scenario's file (default: scenarios/forty-incidents.yaml).")
    private @Nullable Path scenario;

    @Option(names = "--devices", paramLabel = "N", description = "How many devices (default: ${DEFAULT-VALUE}).")
    private int devices = 1_000;

    @Option(names = "--from", paramLabel = "D", description = "After the start (default: ${DEFAULT-VALUE}).")
    private String from = "0h";

    @Option(names = "--until", paramLabel = "D", description = "After the start (default: ${DEFAULT-VALUE}).")
    private String until = "24h";

    @Option(
            names = "--before",
            paramLabel = "D",
            description = "So much of ordinary life before it, not scored (default: ${DEFAULT-VALUE}).")
    private String before = "2h";

    @Option(
            names = "--restart",
            paramLabel = "D",
            description =
                    "So long after the start every part is killed: the gateway is away for 15 s, the job begins again"
                            + " from a checkpoint 30 s old, the database recovers. Exit code 1 unless the job then tells the same.")
    private @Nullable String restart;

    @Option(
            names = "--learn",
            paramLabel = "D",
            description = "So much of what feeders saw before teaches the detectors (default: ${DEFAULT-VALUE}).")
    private String learn = "14d";

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        StackSettings settings = new CityOption().settings();
        Console console = new Console(System.err, Clock.system(ZoneId.systemDefault()));
        String file = (scenario == null ? settings.home().resolve("scenarios/forty-incidents.yaml") : scenario)
                .toAbsolutePath()
                .toString();
        String count = Integer.toString(devices);
        Path folder = Files.createTempDirectory("cityops-day");
        try {
            DrillPlan plan = DrillPlan.read(output(settings, console, List.of("drill-plan", file, "--devices", count)));
            String registry = output(settings, console, List.of("devices", "--count", count));
            Files.writeString(folder.resolve("devices.csv"), registry);
            console.say("what " + count + " devices send from " + from + " to " + until);
            List<String> words = new ArrayList<>(List.of(
                    "telemetry",
                    file,
                    folder.resolve("telemetry").toString(),
                    "--devices",
                    count,
                    "--from",
                    from,
                    "--until",
                    until,
                    "--before",
                    before,
                    "--learn",
                    "feeder-meter:" + learn));
            if (restart != null) {
                words.addAll(List.of("--away", restart + ":" + AWAY.toSeconds() + "s"));
            }
            done(CityLoad.simulators(settings, console, words).runInForeground(), "the simulators");
            console.say("every rule over " + (Files.size(folder.resolve("telemetry")) >> 20) + " MB of telemetry");
            Path transitions = folder.resolve("transitions");
            done(
                    StreamJobs.day(settings, job(folder, transitions, List.of()))
                            .runInForeground(),
                    "the stream job's operators");
            boolean same = restart == null || sameThroughKill(settings, console, folder, transitions, plan.start());
            console.say("the life of " + Files.readAllLines(transitions).size() + " transitions");
            tell(settings, console, plan, file, folder, transitions);
            return same ? 0 : 1;
        } finally {
            FileTree.delete(folder);
        }
    }

    /** Once more, killed and begun again: what it tells twice, the database takes once. The transitions become those. */
    private boolean sameThroughKill(
            StackSettings settings, Console console, Path folder, Path transitions, Instant start) throws Exception {
        console.say("the same again, killed in the middle");
        Path undisturbed = Files.move(transitions, folder.resolve("undisturbed"));
        Instant killed = start.plus(Settings.parseDuration(Objects.requireNonNull(restart)))
                .plus(AWAY);
        List<String> kill = List.of("--kill", killed.minus(CHECKPOINT_AGE).toString(), killed.toString());
        done(StreamJobs.day(settings, job(folder, transitions, kill)).runInForeground(), "the stream job's operators");
        ToldTwice both = ToldTwice.of(undisturbed, transitions);
        console.say(
                both.isSame()
                        ? "the job told the same %d transitions, at most %.1f s apart"
                                .formatted(both.transitions(), both.farthest().toMillis() / 1e3)
                        : "the job told something else of " + both.others());
        return both.isSame();
    }

    private static List<String> job(Path folder, Path transitions, List<String> more) {
        List<String> words = new ArrayList<>(List.of(
                folder.resolve("telemetry").toString(),
                folder.resolve("devices.csv").toString(),
                transitions.toString()));
        words.addAll(more);
        return words;
    }

    private void tell(
            StackSettings settings, Console console, DrillPlan plan, String file, Path folder, Path transitions)
            throws Exception {
        PlayedDay day = new PlayedDay(
                plan,
                output(settings, console, List.of("chronicle", file)),
                Files.readAllLines(folder.resolve("devices.csv")),
                Settings.parseDuration(from),
                Settings.parseDuration(until),
                restart == null ? null : Settings.parseDuration(restart));
        Path database = folder.resolve("database");
        try (TimescaleServer server = TimescaleServer.start(database, FreePort.next())) {
            DayReport report = day.score(server, transitions);
            System.out.print(json ? report.json() + "\n" : report.text());
        }
    }

    private static String output(StackSettings settings, Console console, List<String> words) {
        Execution run = Execution.run(PLAN_LIMIT, null, CityLoad.simulators(settings, console, words));
        if (!run.succeeded()) {
            throw new StackFailure("the scenario cannot be played: " + run.lastLine(), "Put that right in its file");
        }
        return run.output();
    }

    private static void done(int exitCode, String who) {
        if (exitCode != 0) {
            throw new StackFailure(who + " ended with " + exitCode, "Look at what they said above");
        }
    }
}
