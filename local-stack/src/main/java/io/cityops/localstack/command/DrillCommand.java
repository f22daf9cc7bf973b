package io.cityops.localstack.command;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.city.RunningCity;
import io.cityops.localstack.drill.Drill;
import io.cityops.localstack.drill.DrillPlan;
import io.cityops.localstack.drill.DrillPlay;
import io.cityops.localstack.drill.DrillReport;
import io.cityops.localstack.drill.Drills;
import io.cityops.localstack.drill.NewDrill;
import io.cityops.model.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "drill",
        subcommands = DrillStepCommand.class,
        description = {
            "Plays a scenario into the running city and scores who noticed what, and how soon.",
            "While it runs, every screen shows the drill's figures under a frame DIỄN TẬP / DRILL; real alarms stay"
                    + " visible. Every stored row carries the drill's id; ordinary history stays as it is."
        })
public final class DrillCommand implements Callable<Integer> {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);

    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The scenario (YAML).")
    private @Nullable Path scenario;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "How many times faster than told (default: ${DEFAULT-VALUE}); delays of rules are not shortened.")
    private double speed = 1;

    @Option(
            names = "--start-at",
            paramLabel = "nominal|now",
            defaultValue = "nominal",
            description = "At the scenario's own hour and tide, or at the present ones (default: ${DEFAULT-VALUE}).")
    private String startAt = "nominal";

    @Option(names = "--name", description = "What the screens call it (default: the scenario's title).")
    private @Nullable String name;

    @Option(names = "--max-duration", paramLabel = "D", description = "Ends it after so long, such as 30m.")
    private @Nullable String longest;

    @Option(
            names = "--devices",
            paramLabel = "N",
            description = "How many devices have a twin (default: as many as the demo has).")
    private @Nullable Integer devices;

    @Option(
            names = "--history",
            paramLabel = "D",
            defaultValue = "60m",
            description = "What the twins remember from before the start (default: ${DEFAULT-VALUE}).")
    private String history = "60m";

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--list", description = "The drills that were played.")
    private boolean list;

    @Option(names = "--report", paramLabel = "RUN", description = "How a drill went.")
    private @Nullable String report;

    @Option(names = "--json", description = "With --report: for programs.")
    private boolean json;

    @Option(names = "--stop", description = "End the drill that runs, whoever plays it.")
    private boolean stop;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (list) {
            return list(city.city());
        }
        if (report != null) {
            return report(city.city(), report);
        }
        if (stop) {
            return stop(city.city());
        }
        if (scenario == null) {
            throw wrong("a scenario's FILE is missing, or --list, --report RUN, --stop");
        }
        checkOptions();
        return play(city.city(), scenario);
    }

    private void checkOptions() {
        if (!(speed >= 0.1 && speed <= 100)) {
            throw wrong("--speed " + speed + ": allowed is 0.1 to 100");
        }
        if (!List.of("nominal", "now").contains(startAt)) {
            throw wrong("--start-at " + startAt + ": allowed are nominal and now");
        }
        longest();
    }

    private int play(RunningCity running, Path file) throws Exception {
        if (!Files.isReadable(file)) {
            throw new StackFailure(file + " cannot be read", "Name a scenario's file that is there");
        }
        try (Drills drills = drills(running)) {
            Optional<Drill> other = drills.unended().filter(Drill::running);
            if (other.isPresent()) {
                throw Drills.alreadyRunning(other);
            }
        }
        Console console = CityOption.console();
        DrillPlan plan = running.drillPlan(file, speed, devices);
        console.say("%s: %s, %d labels, %d devices"
                .formatted(
                        plan.name(),
                        plan.title().en(),
                        plan.labelCount(),
                        plan.devices().size()));
        if (!yes && !confirmed()) {
            console.say("nothing was started");
            return 1;
        }
        boolean hereAndNow = startAt.equals("now");
        Drill drill = new NewDrill(plan, file.toString(), name, speed, hereAndNow, longest())
                .at(Clock.systemUTC().instant());
        List<String> options = new ArrayList<>(List.of(
                "--from",
                drill.startedAt().toString(),
                "--for",
                Duration.between(drill.startedAt(), drill.endsAt()).toMillis() + "ms",
                "--speed",
                Double.toString(speed),
                "--history",
                history));
        if (hereAndNow) {
            options.add("--here-and-now");
        }
        if (devices != null) {
            options.addAll(List.of("--devices", devices.toString()));
        }
        DrillPlay play = play(running, console);
        CountDownLatch done = new CountDownLatch(1);
        Thread atInterrupt = new Thread(() -> stopAndEnd(play, done), "stop-drill");
        Runtime.getRuntime().addShutdownHook(atInterrupt);
        try {
            console.say("drill %s begins; it ends by itself at %s, or with Ctrl-C"
                    .formatted(
                            drill.id(),
                            drill.endsAt()
                                    .atZone(java.time.ZoneId.systemDefault())
                                    .toLocalTime()
                                    .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)));
            DrillReport made =
                    play.play(drill, plan, (of, tokens) -> running.drill(file.toAbsolutePath(), of, tokens, options));
            console.print("");
            console.print(made.text());
            console.print("report: " + running.drills().resolve(drill.id()).resolve("report.html"));
            return 0;
        } finally {
            done.countDown();
        }
    }

    /** What ends by a signal would end with the signal's number as exit code; an orderly end is a success. */
    private static void stopAndEnd(DrillPlay play, CountDownLatch done) {
        play.stop();
        try {
            boolean inOrder = done.await(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
            Runtime.getRuntime().halt(inOrder ? 0 : 1);
        } catch (InterruptedException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private @Nullable Duration longest() {
        try {
            return longest == null ? null : Settings.parseDuration(longest);
        } catch (IllegalArgumentException e) {
            throw wrong("--max-duration " + longest + ": " + e.getMessage());
        }
    }

    /** Asked at a terminal only: a program that starts a drill knows what it does. */
    private static boolean confirmed() throws IOException {
        Path input = Path.of("/proc/self/fd/0");
        boolean terminal = Files.isSymbolicLink(input)
                && Files.readSymbolicLink(input).toString().matches("/dev/(pts/\\d+|tty.*|console)");
        if (!terminal) {
            return true;
        }
        System.out.print(
                "Every screen will show the drill instead of the city, and real alarms besides. Go on? [y/N] ");
        System.out.flush();
        int answer = System.in.read();
        return answer == 'y' || answer == 'Y';
    }

    private int list(RunningCity running) throws IOException, SQLException {
        try (Drills drills = drills(running)) {
            for (Drill drill : drills.all()) {
                System.out.print(String.format(
                        Locale.ROOT,
                        "%-16s  %s  %-10s %s (%s)%n",
                        drill.id(),
                        drill.startedAt().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                        drill.outcome() == null ? (drill.running() ? "running" : "left alone") : drill.outcome(),
                        drill.name().en(),
                        drill.scenario()));
            }
        }
        return 0;
    }

    private int report(RunningCity running, String run) throws IOException, SQLException {
        Drill drill;
        try (Drills drills = drills(running)) {
            drill = Drills.required(drills, run);
        }
        Path kept = running.drills().resolve(drill.id()).resolve(json ? "report.json" : "report.txt");
        if (drill.endedAt() != null && Files.isReadable(kept)) {
            System.out.println(Files.readString(kept).strip());
            return 0;
        }
        if (json && drill.report() != null) {
            System.out.println(drill.report());
            return 0;
        }
        DrillReport made = play(running, CityOption.console()).report(drill.id());
        System.out.println((json ? made.json() : made.text()).strip());
        return 0;
    }

    private int stop(RunningCity running) throws IOException, SQLException {
        try (Drills drills = drills(running)) {
            Optional<Drill> open = drills.unended();
            if (open.isEmpty()) {
                throw new StackFailure("no drill runs", "See those that were played with: ./cityops drill --list");
            }
            drills.end(open.get().id(), "stopped");
            System.out.println("stopped " + open.get().id() + "; its report: ./cityops drill --report "
                    + open.get().id());
        }
        return 0;
    }

    private static DrillPlay play(RunningCity running, Console console) throws IOException {
        return new DrillPlay(
                running.database(), actor(), running.catalogue(), running.drills(), console, Clock.systemUTC());
    }

    static String actor() {
        return "cli:" + System.getProperty("user.name");
    }

    static Drills drills(RunningCity running) throws IOException {
        try {
            return Drills.open(running.database(), actor());
        } catch (SQLException e) {
            throw new StackFailure("the city's database does not answer", "Start the city with: ./cityops demo", e);
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
    }
}
