package io.cityops.simulators.load;

import io.cityops.model.settings.Settings;
import io.cityops.simulators.live.StopSignal;
import io.cityops.simulators.mqtt.MqttAccess;
import io.cityops.simulators.report.HtmlReport;
import io.cityops.simulators.report.LoadResult;
import io.cityops.simulators.report.LoadResult.Ceiling;
import io.cityops.simulators.report.LoadResult.EndToEnd;
import io.cityops.simulators.report.LoadResult.Moment;
import io.cityops.simulators.report.ResultFile;
import io.cityops.simulators.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publishes what simulated devices report to an MQTT broker, on a schedule that is fixed in advance, and tells what"
                    + " was sent, acknowledged and refused, and how long it took.",
            "Latencies count from the moment when a message was due: a broker that stalls cannot hide it by slowing the"
                    + " load down."
        })
public final class LoadCommand implements Callable<Integer> {
    private static final Duration LONGEST_STORING = Duration.ofSeconds(30);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = "-",
            paramLabel = "FILE",
            description = "the result as JSON: to a file, or instead of the text")
    private @Nullable String json;

    @Option(names = "--html", paramLabel = "FILE", description = "the result as a page with plots, in one file")
    private @Nullable Path html;

    @Option(names = "--name", description = "what the result is called (default: ${DEFAULT-VALUE})")
    private String name = "load";

    @Option(names = "--ceiling", description = "only measures the load itself, against a server that only acknowledges")
    private boolean ceilingOnly;

    @Option(names = "--no-ceiling", description = "does not measure the load itself first")
    private boolean noCeiling;

    @Option(
            names = "--list-devices",
            hidden = true,
            description = "only prints the devices as a table for the registry")
    private boolean listDevices;

    @Override
    public Integer call() throws Exception {
        checkUsage();
        Settings settings = Settings.fromEnvironment();
        LoadFleet fleet = LoadFleet.of(options, settings);
        if (listDevices) {
            fleet.print(Objects.requireNonNull(spec).commandLine().getOut());
            return 0;
        }
        StopSignal stop = StopSignal.ofProcess();
        try {
            return stop.finished(run(settings, fleet, stop));
        } catch (Exception e) {
            stop.finished(1);
            throw e;
        }
    }

    private void checkUsage() {
        try {
            options.check();
            if (options.url != null) {
                LoadOptions.broker(options.url);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private int run(Settings settings, LoadFleet fleet, StopSignal stop) throws IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        URI broker = LoadOptions.broker(MqttAccess.url(options.url, settings));
        LoadPlan plan = options.plan(broker);
        FileLimit.require(plan.connections());
        List<LoadClient> clients = fleet.clients(plan.connections());
        List<String> notes = new ArrayList<>();
        if (ceilingOnly) {
            Ceiling own = ceiling(plan, clients, clock, stop);
            print(json == null ? TextReport.of(own) : ResultFile.json(own));
            return 0;
        }
        Ceiling ceiling = noCeiling ? null : ceiling(plan, clients, clock, stop);
        Measurements measured = new Measurements();
        LoadClients loadClients = loadClients(plan, measured, clients);
        LoadRun run = new LoadRun(plan, loadClients, measured, clock);
        say("opening " + plan.connections() + " connections to " + broker);
        int open = run.connect(stop::askedWithin);
        if (open == 0) {
            throw new IOException(
                    "no connection to %s could be opened: %s".formatted(broker, measured.counts.connectFailures()));
        }
        if (open < plan.connections()) {
            notes.add("only %d of %d connections could be opened: %s"
                    .formatted(open, plan.connections(), measured.counts.connectFailures()));
        }
        ReadBack readBack = readBack(settings, fleet, clock);
        LoadRun.Played played = run.play(stop::askedWithin, this::tell);
        EndToEnd endToEnd = readBack == null ? null : finish(readBack, loadClients, fleet, notes);
        LoadResult result = run.result(name, setup(broker, settings, fleet, plan), played, endToEnd, ceiling, notes);
        write(result);
        return result.isComplete() ? 0 : 1;
    }

    private Ceiling ceiling(LoadPlan plan, List<LoadClient> clients, Clock clock, StopSignal stop)
            throws IOException, InterruptedException {
        say("measuring the load itself first, against a server that only acknowledges");
        try (CeilingMeasurement measurement = CeilingMeasurement.start(clock)) {
            return measurement.measure(plan, clients, stop::askedWithin);
        }
    }

    private LoadClients loadClients(LoadPlan plan, Measurements measured, List<LoadClient> clients) throws IOException {
        return options.client.equals("paho")
                ? new PahoClients(plan, measured, clients)
                : new LeanClients(plan, measured, clients);
    }

    /** Only what goes to CityOps itself can be read back: the address of its database is then in the environment. */
    private @Nullable ReadBack readBack(Settings settings, LoadFleet fleet, Clock clock) {
        String url = settings.optional("CITYOPS_READER_URL");
        if (url == null || options.rate == 0 || options.payload != null || options.connections() != fleet.size()) {
            return null;
        }
        ReadBack.Database database = new ReadBack.Database(
                url, settings.required("CITYOPS_READER_USER"), settings.required("CITYOPS_READER_PASSWORD"));
        ReadBack readBack =
                new ReadBack(database, fleet.sampled().stream().map(fleet::id).toList(), clock);
        readBack.start();
        return readBack;
    }

    private @Nullable EndToEnd finish(ReadBack readBack, LoadClients clients, LoadFleet fleet, List<String> notes)
            throws InterruptedException {
        long sent = fleet.sampled().stream().mapToLong(clients::sentBy).sum();
        EndToEnd endToEnd = readBack.finish(sent, LONGEST_STORING);
        String failure = readBack.failure();
        if (failure != null) {
            notes.add("the database could not be read: " + failure);
            return null;
        }
        if (endToEnd.found() < endToEnd.sampled()) {
            notes.add("%d of %d sampled messages were not in the database %d s after the last answer"
                    .formatted(endToEnd.sampled() - endToEnd.found(), endToEnd.sampled(), LONGEST_STORING.toSeconds()));
        }
        return endToEnd;
    }

    private LoadResult.Setup setup(URI broker, Settings settings, LoadFleet fleet, LoadPlan plan) throws IOException {
        return new LoadResult.Setup(
                broker.toString(),
                options.client,
                plan.protocol().toString(),
                plan.qos(),
                options.rate,
                plan.schedule().duration().toMillis() / 1e3,
                plan.schedule().ramp().toMillis() / 1e3,
                plan.storm(),
                plan.connections(),
                fleet.size(),
                fleet.payloadBytes(),
                plan.burst(),
                plan.loops(),
                plan.inFlight(),
                options.seed(settings),
                options.scenario,
                LeanLoop.TICK_NANOS / 1e6);
    }

    private void tell(Moment moment) {
        if (!options.soak || Math.floorMod((long) moment.atSeconds(), 60L) < moment.seconds()) {
            say(TextReport.line(moment));
        }
    }

    private void write(LoadResult result) throws IOException {
        if (html != null) {
            Files.writeString(html, HtmlReport.of(result));
        }
        if (json != null && !json.equals("-")) {
            Files.writeString(Path.of(json), ResultFile.json(result) + "\n");
        }
        print("-".equals(json) ? ResultFile.json(result) : TextReport.of(result));
    }

    private void print(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(text);
        out.flush();
    }

    /** What happens, apart from the result itself. */
    private void say(String line) {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
