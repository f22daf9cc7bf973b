package io.cityops.localstack.bench;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.city.CityLoad;
import io.cityops.localstack.city.GatewayAlone;
import io.cityops.localstack.city.StackSettings;
import io.cityops.localstack.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gateway under load, acknowledging only what Kafka has acknowledged with {@code acks=all}; and plain Mosquitto under
 * the same load. Every process is one of its own, all on this machine.
 */
final class GatewayBench implements Benchmark {
    private static final int CONNECTIONS = 1_000;

    /** What is run, in this order. */
    private enum Run {
        /** Not reported: a JVM that has just started compiles its code while it works. */
        WARM_UP("warming up", 20_000, 20),
        HIGH("50,000 msg/s", 50_000, 60),
        /** After the higher rate: what is measured is a gateway that has been at work for a while. */
        LOW("5,000 msg/s", 5_000, 30),
        ALL("as fast as it goes", 200_000, 15);

        private final String title;
        private final int rate;
        private final int seconds;

        Run(String title, int rate, int seconds) {
            this.title = title;
            this.rate = rate;
            this.seconds = seconds;
        }
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public String about() {
        return "QoS 1 over " + CONNECTIONS
                + " connections, acknowledged after Kafka's acks=all; Mosquitto beside it; about six minutes";
    }

    @Override
    public void run(StackSettings settings, Reports reports, Console console) throws Exception {
        Path folder = Files.createTempDirectory("cityops-bench");
        List<Path> results = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        try (GatewayAlone gateway = GatewayAlone.start(settings.home(), folder.resolve("city"), console)) {
            console.say("the gateway is up; " + CONNECTIONS + " devices are registered");
            Path credentials = folder.resolve("credentials.csv");
            gateway.register(List.of("--devices", Integer.toString(CONNECTIONS)), credentials);
            List<String> access = List.of("--url", gateway.mqttUrl(), "--credentials", credentials.toString());
            results.addAll(runs("gateway", access, settings, folder, console));
        }
        Optional<Path> program = Mosquitto.program();
        if (program.isEmpty()) {
            findings.add("Mosquitto, the reference, is not installed; install it with: sudo apt-get install mosquitto");
        } else {
            findings.add("the reference is " + Mosquitto.version(program.get()) + ", which keeps nothing");
            try (Mosquitto mosquitto = Mosquitto.start(program.get(), folder.resolve("mosquitto"))) {
                results.addAll(runs("mosquitto", List.of("--url", mosquitto.url()), settings, folder, console));
            }
        }
        reports.write(name(), "Gateway under load", results, "mosquitto", findings);
    }

    private static List<Path> runs(
            String who, List<String> access, StackSettings settings, Path folder, Console console)
            throws IOException, InterruptedException {
        List<Path> results = new ArrayList<>();
        for (Run run : Run.values()) {
            String title = who + ", " + run.title;
            console.say(title);
            Path result = folder.resolve(who + "-" + run.rate + ".json");
            List<String> options = new ArrayList<>(access);
            options.addAll(List.of(
                    "--name",
                    title,
                    "--devices",
                    Integer.toString(CONNECTIONS),
                    "--rate",
                    Integer.toString(run.rate),
                    "--duration",
                    run.seconds + "s",
                    "--payload-bytes",
                    "180",
                    "--patience",
                    "10s",
                    "--json",
                    result.toString()));
            if (run == Run.ALL || run == Run.WARM_UP) {
                options.add("--no-ceiling");
            }
            Launch load = CityLoad.plain(settings, console, options);
            load.runInForeground();
            if (!Files.exists(result)) {
                throw new StackFailure("the load on the " + who + " gave no result", "Look at what it says above");
            }
            if (run != Run.WARM_UP) {
                results.add(result);
            }
        }
        return results;
    }
}
