package io.cityops.simulators.load;

import io.cityops.simulators.report.LoadResult.Ceiling;
import io.cityops.simulators.report.LoadResult.Moment;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Measures the load itself, against a {@link NullBroker} in a process of its own. */
final class CeilingMeasurement implements AutoCloseable {
    private static final double AS_FAST_AS_IT_GOES = 2_000_000;
    private static final Duration EACH = Duration.ofSeconds(3);
    private static final String PORT = "port ";

    private final Process broker;
    private final int port;
    private final Clock clock;

    private CeilingMeasurement(Process broker, int port, Clock clock) {
        this.broker = broker;
        this.port = port;
        this.clock = clock;
    }

    static CeilingMeasurement start(Clock clock) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "io.cityops.simulators.Simulators",
                "null-broker");
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader said = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        String line = said.readLine();
        if (line == null || !line.startsWith(PORT)) {
            process.destroyForcibly();
            throw new IOException("the null broker did not start: " + line);
        }
        return new CeilingMeasurement(process, Integer.parseInt(line.substring(PORT.length())), clock);
    }

    /** With the connections, payloads and rate of a plan. */
    Ceiling measure(LoadPlan plan, List<LoadClient> clients, LoadRun.Stop stop)
            throws IOException, InterruptedException {
        // The fastest first: at the plan's rate all is compiled then, as it is for the load that follows.
        Figures most = run(plan, AS_FAST_AS_IT_GOES, clients, stop);
        Figures own = run(plan, plan.schedule().ratePerSecond(), clients, stop);
        return new Ceiling(
                most.acknowledgedPerSecond,
                most.processCores,
                plan.connections(),
                own.answerP99Ms,
                own.sendDelayP99Ms,
                own.processCores);
    }

    private record Figures(
            double acknowledgedPerSecond, double processCores, double answerP99Ms, double sendDelayP99Ms) {}

    private Figures run(LoadPlan plan, double rate, List<LoadClient> clients, LoadRun.Stop stop)
            throws IOException, InterruptedException {
        LoadPlan against = plan.against(
                new LoadPlan.Target("127.0.0.1", port, null), new Schedule(rate, Duration.ZERO, EACH), Duration.ZERO);
        Measurements measured = new Measurements();
        LoadRun run = new LoadRun(against, new LeanClients(against, measured, clients), measured, clock);
        run.connect(stop);
        List<Moment> moments = run.play(stop, moment -> {}).observer().moments();
        // The first second is that of compiling.
        List<Moment> warm = moments.stream()
                .filter(moment -> moment.atSeconds() > 1.5 && moment.seconds() > 0.5)
                .toList();
        return new Figures(
                Math.round(warm.stream()
                        .mapToDouble(moment -> moment.acknowledged() / moment.seconds())
                        .average()
                        .orElse(0)),
                warm.stream().mapToDouble(Moment::processCores).average().orElse(0),
                warm.stream().mapToDouble(Moment::p99Ms).max().orElse(0),
                warm.stream().mapToDouble(Moment::sendDelayP99Ms).max().orElse(0));
    }

    @Override
    public void close() {
        broker.destroyForcibly();
    }
}
