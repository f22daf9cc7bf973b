package io.cityops.simulators.load;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.settings.Settings;
import io.cityops.simulators.scenario.Scenario;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said of a load on the command line. */
final class LoadOptions {
    private static final int USUAL_PORT = 1883;
    private static final int USUAL_TLS_PORT = 8883;
    private static final int MOST_PAYLOAD_BYTES = 200_000;
    private static final Duration USUAL_DURATION = Duration.ofSeconds(60);
    private static final Duration USUAL_SOAK = Duration.ofHours(1);

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "messages a second, of all devices together; 0 holds idle connections (default: ${DEFAULT-VALUE})")
    double rate = 1_000;

    @Option(
            names = "--devices",
            paramLabel = "N",
            description = "devices of the simulated city that are played (default: ${DEFAULT-VALUE})")
    int devices = 100;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "connections that they share (default: one each, as CityOps' own gateway wants it)")
    @Nullable
    Integer connections;

    @Option(names = "--duration", paramLabel = "TIME", description = "how long, such as 60s or 2h (default: 60s)")
    @Nullable
    String duration;

    @Option(
            names = "--ramp",
            paramLabel = "TIME",
            description = "the rate grows from 0 for so long; part of the duration")
    String ramp = "0s";

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description =
                    "what the devices' city goes through: a scenario's file, the name of one in scenarios/, or showers (default: ordinary life)")
    @Nullable
    String scenario;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "chooses the city and what it reports (default: CITYOPS_SEED, else 1)")
    @Nullable
    Long seed;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "any MQTT broker: mqtt://host:port or mqtts://host:port (default: CityOps' own gateway here)")
    @Nullable
    String url;

    @Option(names = "--user", description = "user name, where every connection has the same")
    @Nullable
    String user;

    @Option(names = "--password", description = "password, where every connection has the same")
    @Nullable
    String password;

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description = "lines device_id,token: each device signs in as itself")
    @Nullable
    Path credentials;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "mqtts: certificates (PEM) that the server's is to be signed by")
    @Nullable
    Path authority;

    @Option(names = "--insecure", description = "mqtts: whoever the server is")
    boolean insecure;

    @Option(
            names = "--topic",
            paramLabel = "PATTERN",
            description = "where to publish; {sector} and {device} are filled in (default: ${DEFAULT-VALUE})")
    String topic = "city/{sector}/{device}/telemetry";

    @Option(
            names = "--payload",
            paramLabel = "FILE",
            description = "publishes this instead of what the city's devices report")
    @Nullable
    Path payload;

    @Option(
            names = "--payload-bytes",
            paramLabel = "N",
            description =
                    "fills shorter payloads up to so many bytes with a field of a vendor's (default: ${DEFAULT-VALUE})")
    int payloadBytes = 180;

    @Option(names = "--qos", paramLabel = "0|1|2", description = "quality of service (default: ${DEFAULT-VALUE})")
    int qos = 1;

    @Option(names = "--protocol", paramLabel = "3.1.1|5", description = "version of MQTT (default: ${DEFAULT-VALUE})")
    String protocol = "5";

    @Option(
            names = "--client",
            paramLabel = "lean|paho",
            description =
                    "lean: few threads for all; paho: Eclipse Paho, as many real devices have it (default: ${DEFAULT-VALUE})")
    String client = "lean";

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "threads of the lean client (default: ${DEFAULT-VALUE})")
    int threads = 1;

    @Option(
            names = "--burst",
            paramLabel = "N",
            description = "messages that a device sends together when it is its turn (default: ${DEFAULT-VALUE})")
    int burst = 1;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description =
                    "messages of a connection that may wait for their answer (default: ${DEFAULT-VALUE}, or fewer where the server says so)")
    int inFlight = 256;

    @Option(
            names = "--connect-rate",
            paramLabel = "N",
            description = "connections opened a second before the run (default: ${DEFAULT-VALUE})")
    double connectRate = 1_000;

    @Option(
            names = "--storm",
            description = "connection storm: all are opened at once, and cut and opened again half-way")
    boolean storm;

    @Option(names = "--soak", description = "a long run: an hour unless --duration says otherwise, a line a minute")
    boolean soak;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            description = "how long answers are waited for at the end (default: ${DEFAULT-VALUE})")
    String patience = "30s";

    Schedule schedule() {
        try {
            return new Schedule(rate, Settings.parseDuration(ramp), duration());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--rate %s --ramp %s --duration %s: %s".formatted(rate, ramp, duration(), e.getMessage()), e);
        }
    }

    Duration duration() {
        if (duration == null) {
            return soak ? USUAL_SOAK : USUAL_DURATION;
        }
        return Settings.parseDuration(duration);
    }

    long seed(Settings settings) {
        return seed != null ? seed : settings.integer("CITYOPS_SEED", 1, 0, Integer.MAX_VALUE);
    }

    /** @throws IllegalArgumentException when there is none of that name */
    Scenario scenario(Settings settings, Catalogue catalogue) throws IOException {
        if (scenario == null || scenario.equals("none")) {
            return Scenario.none();
        }
        if (scenario.equals("showers")) {
            return Scenario.showers();
        }
        Path named = Path.of(settings.string("CITYOPS_HOME", ""), "scenarios", scenario + ".yaml");
        Path file = Files.exists(Path.of(scenario)) ? Path.of(scenario) : named;
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    "--scenario " + scenario + ": no such file, and none of that name in scenarios/");
        }
        return Scenario.read(file, catalogue);
    }

    int connections() {
        return connections == null ? devices : connections;
    }

    /** @throws IllegalArgumentException naming the option, its value and what is allowed */
    void check() {
        require(rate >= 0 && rate <= 1_000_000, "--rate " + rate, "0 to 1000000");
        require(devices >= 1 && devices <= 20_000, "--devices " + devices, "1 to 20000");
        require(
                connections() >= 1 && connections() <= devices,
                "--connections " + connections(),
                "1 to the number of devices");
        require(qos >= 0 && qos <= 2, "--qos " + qos, "0, 1 or 2");
        require(client.equals("lean") || client.equals("paho"), "--client " + client, "lean or paho");
        require(
                client.equals("lean") || user == null,
                "--client paho --user " + user,
                "the lean client; Paho's sign in as their devices");
        require(threads >= 1 && threads <= 64, "--threads " + threads, "1 to 64");
        require(burst >= 1 && burst <= 1_000, "--burst " + burst, "1 to 1000");
        require(inFlight >= 1 && inFlight <= 65_535, "--in-flight " + inFlight, "1 to 65535");
        require(connectRate > 0, "--connect-rate " + connectRate, "more than 0");
        require(
                payloadBytes >= 0 && payloadBytes <= MOST_PAYLOAD_BYTES,
                "--payload-bytes " + payloadBytes,
                "0 to " + MOST_PAYLOAD_BYTES);
        require(!duration().isZero(), "--duration " + duration, "more than 0s");
        MqttProtocol.of(protocol);
        schedule();
        Settings.parseDuration(patience);
    }

    private static void require(boolean allowed, String what, String range) {
        if (!allowed) {
            throw new IllegalArgumentException(what + ": allowed is " + range);
        }
    }

    LoadPlan plan(URI broker) throws IOException {
        boolean tls = broker.getScheme().equals("mqtts");
        int port = broker.getPort() > 0 ? broker.getPort() : tls ? USUAL_TLS_PORT : USUAL_PORT;
        TlsClient trust = !tls ? null : insecure ? TlsClient.trustingAnybody() : TlsClient.trusting(authority);
        return new LoadPlan(
                new LoadPlan.Target(broker.getHost(), port, trust),
                MqttProtocol.of(protocol),
                qos,
                schedule(),
                connections(),
                burst,
                threads,
                inFlight,
                connectRate,
                storm,
                Settings.parseDuration(patience));
    }

    /** Of {@code mqtt://host:port}; {@code tcp} and {@code ssl} are understood too. */
    static URI broker(String url) {
        URI given;
        try {
            given = URI.create(url.contains("://") ? url : "mqtt://" + url);
        } catch (IllegalArgumentException e) {
            throw notAnAddress(url, e);
        }
        String scheme = switch (String.valueOf(given.getScheme())) {
            case "mqtt", "tcp" -> "mqtt";
            case "mqtts", "ssl", "tls" -> "mqtts";
            default -> throw notAnAddress(url, null);
        };
        if (given.getHost() == null) {
            throw notAnAddress(url, null);
        }
        return URI.create(scheme + "://" + given.getHost() + (given.getPort() < 0 ? "" : ":" + given.getPort()));
    }

    private static IllegalArgumentException notAnAddress(String url, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "--url " + url + ": allowed is mqtt://host:port or mqtts://host:port", cause);
    }
}
