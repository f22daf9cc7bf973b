package io.cityops.simulators.live;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.settings.Settings;
import io.cityops.simulators.camera.CameraFeed;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.DevicePlan;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.Concentrators;
import io.cityops.simulators.device.DeviceFeed;
import io.cityops.simulators.device.FaultOrder;
import io.cityops.simulators.device.FaultPlan;
import io.cityops.simulators.device.Traits;
import io.cityops.simulators.mqtt.BadPackets;
import io.cityops.simulators.mqtt.Broker;
import io.cityops.simulators.mqtt.Credentials;
import io.cityops.simulators.mqtt.Fleet;
import io.cityops.simulators.mqtt.Ledger;
import io.cityops.simulators.mqtt.Member;
import io.cityops.simulators.mqtt.MetricsServer;
import io.cityops.simulators.mqtt.MqttAccess;
import io.cityops.simulators.mqtt.SimulatorMeters;
import io.cityops.simulators.scenario.Scenario;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "city",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the simulated city: every device connects to the gateway and publishes what it sees.",
            "Environment: CITYOPS_MQTT_URL, CITYOPS_SEED, CITYOPS_CATALOGUE, and CITYOPS_DATA for the credentials in"
                    + " config/simulator-devices.csv (device_id,token)."
        })
public final class CityCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(CityCommand.class);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(10);

    @Option(names = "--seed", description = "of the city (default: CITYOPS_SEED, else 1)")
    private @Nullable Long seed;

    @Option(names = "--devices", description = "how many devices (default: as many as there are credentials)")
    private @Nullable Integer count;

    @Option(names = "--credentials", description = "file with lines device_id,token (default: in CITYOPS_DATA)")
    private @Nullable Path credentialsFile;

    @Option(names = "--mqtt", description = "the gateway (default: CITYOPS_MQTT_URL, else tcp://127.0.0.1:1883)")
    private @Nullable String url;

    @Option(names = "--duration", description = "ends after so long, such as 30s or 2h (default: never)")
    private @Nullable String duration;

    @Option(names = "--rate-factor", description = "devices report so many times as often (default: 1)")
    private double rateFactor = 1;

    @Option(names = "--history", description = "what devices remember when they connect (default: ${DEFAULT-VALUE})")
    private String history = "90m";

    @Option(names = "--ca", description = "for ssl://: certificates to trust, PEM (default: the stack's own)")
    private @Nullable Path authority;

    @Option(
            names = "--plain",
            description = "devices without jitter, batches, wrong clocks, mixed QoS, births and wills")
    private boolean plain;

    @Option(
            names = "--fault",
            paramLabel = "KIND:WHO:WHEN",
            description = "such as stuck:flood-*:10m-25m, counted from the start; may be repeated; see `fault --help`")
    private List<String> orders = new ArrayList<>();

    @Option(
            names = "--formats",
            description =
                    "so many percent of the devices write SenML, The Things Stack's, ChirpStack's, Sparkplug B, NGSI,"
                            + " ONVIF's or Axis' way (default: ${DEFAULT-VALUE})")
    private double formats;

    @Option(names = "--stills", description = "so many cameras send pictures (default: ${DEFAULT-VALUE})")
    private int stills;

    @Option(names = "--still-every", description = "a camera's pictures (default: ${DEFAULT-VALUE})")
    private String stillEvery = "60s";

    @Option(names = "--no-faults", description = "nothing breaks by chance")
    private boolean withoutFaults;

    @Option(
            names = "--scenario",
            description = "a scenario's file, or 'none' for ordinary life (default: ordinary life with showers)")
    private @Nullable String scenario;

    @Option(
            names = "--scenario-start",
            description = "when the scenario begins: 'now', or such as 2026-11-24T16:00 city time (default: now)")
    private String scenarioStart = "now";

    @Option(names = "--ledger", description = "writes every acknowledged observation to this CSV file")
    private @Nullable Path ledgerFile;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = Settings.fromEnvironment();
        StopSignal stop = StopSignal.ofProcess();
        try {
            return stop.finished(run(settings, Clock.systemUTC(), stop));
        } catch (RuntimeException | IOException e) {
            stop.finished(1);
            throw e;
        }
    }

    private int run(Settings settings, Clock clock, StopSignal stop) throws IOException, InterruptedException {
        Catalogue catalogue = Catalogue.load(settings.path("CITYOPS_CATALOGUE"));
        Credentials credentials = Credentials.read(MqttAccess.credentialsFile(credentialsFile, settings));
        long chosenSeed = Seeds.chosen(seed, settings);
        int planned = Seeds.checkedCount(count == null ? credentials.size() : count);
        List<SimulatedDevice> devices = registered(
                DevicePlan.faster(DevicePlan.of(catalogue, chosenSeed, planned), checkedFactor()), credentials);
        FaultPlan faults = withoutFaults ? FaultPlan.none() : new FaultPlan(chosenSeed, planned);
        Traits.Source traits = plain
                ? Traits.steady()
                : Traits.speaking(
                        Concentrators.over(Traits.lifelike(chosenSeed), devices, chosenSeed), chosenSeed, formats());
        long startMillis = clock.millis();
        List<FaultOrder> ordered =
                orders.stream().map(text -> FaultOrder.parse(text, startMillis)).toList();
        City city = new City(catalogue, chosenSeed, scenario(catalogue, clock));
        Broker broker = MqttAccess.broker(url, authority, settings);

        int connections = (int) devices.stream()
                .filter(device -> traits.of(device).uplink() == null)
                .count();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        try (Ledger ledger = ledgerFile == null ? null : new Ledger(ledgerFile)) {
            SimulatorMeters meters = new SimulatorMeters(registry, ledger);
            try (Fleet fleet = new Fleet(broker, meters);
                    MetricsServer http = MetricsServer.start(
                            settings.bind(),
                            settings.port("CITYOPS_SIMULATORS_PORT", 9103),
                            registry,
                            fleet,
                            connections)) {
                meters.watch(fleet, connections);
                DeviceFeed feed = new DeviceFeed(catalogue, city, faults.with(ordered), traits, chosenSeed);
                connect(devices, credentials, feed, traits, fleet, startMillis);
                try (CityRun run = new CityRun(devices, feed, startMillis, fleet, meters)) {
                    run.obey(new FaultFile(FaultFile.in(MqttAccess.dataFolder(settings))), faults, ordered);
                    run.attack(broker.url(), new BadPackets(chosenSeed));
                    run.photograph(
                            cameras(devices), new CameraFeed(city, faults.with(ordered), stillInterval()), startMillis);
                    publish(run, clock, stop);
                }
                return end(fleet, meters);
            }
        }
    }

    /** Devices behind a concentrator have no connection of their own: it also tells what they remember. */
    private void connect(
            List<SimulatedDevice> devices,
            Credentials credentials,
            DeviceFeed feed,
            Traits.Source traits,
            Fleet fleet,
            long startMillis) {
        LOG.info("{} devices connect over the next {} s", devices.size(), CONNECTING.toSeconds());
        long historyMillis = Settings.parseDuration(history).toMillis();
        for (int i = 0; i < devices.size(); i++) {
            SimulatedDevice device = devices.get(i);
            if (feed.hasConnection(device)) {
                List<SimulatedDevice> served = served(device, devices, traits);
                fleet.add(new Member(
                        device.id(),
                        credentials.token(device.id()).orElseThrow(),
                        protocolOf(device, traits),
                        CONNECTING.multipliedBy(i).dividedBy(devices.size()),
                        plain ? null : device.sector(),
                        served.size(),
                        () -> served.stream()
                                .flatMap(
                                        one -> feed.history(one, startMillis - historyMillis, startMillis + 1).stream())
                                .toList()));
            }
        }
    }

    /** The device itself, and all that publish through it. */
    private static List<SimulatedDevice> served(
            SimulatedDevice device, List<SimulatedDevice> devices, Traits.Source traits) {
        List<SimulatedDevice> served = new ArrayList<>(List.of(device));
        if (device.type().equals(Concentrators.TYPE)) {
            devices.stream()
                    .filter(other -> {
                        Traits.Uplink uplink = traits.of(other).uplink();
                        return uplink != null && uplink.concentrator().equals(device.id());
                    })
                    .forEach(served::add);
        }
        return served;
    }

    /** Half and half; what is sent with QoS 2 goes by MQTT 3.1.1, see {@link Fleet.Protocol#MQTT_5}. */
    private static Fleet.Protocol protocolOf(SimulatedDevice device, Traits.Source traits) {
        return traits.of(device).qos() == 2 || device.type().equals(Concentrators.TYPE) || device.ordinal() % 2 == 0
                ? Fleet.Protocol.MQTT_3_1_1
                : Fleet.Protocol.MQTT_5;
    }

    private void publish(CityRun run, Clock clock, StopSignal stop) throws InterruptedException {
        long endMillis = duration == null
                ? Long.MAX_VALUE
                : clock.millis() + Settings.parseDuration(duration).toMillis();
        while (clock.millis() < endMillis && !stop.askedWithin(TICK)) {
            run.advanceTo(Math.min(clock.millis(), endMillis));
        }
    }

    private static int end(Fleet fleet, SimulatorMeters meters) throws InterruptedException {
        LOG.info("stopping: waiting for what is not acknowledged yet");
        long left = fleet.awaitAcknowledgements(PATIENCE_AT_THE_END);
        LOG.info(
                "published {}, acknowledged {}, unconfirmed {}, refused {}, dropped {}, unanswered {}",
                meters.publishedCount(),
                meters.acknowledgedCount(),
                meters.unconfirmedCount(),
                meters.refusedCounts(),
                meters.droppedCount(),
                left);
        return 0;
    }

    private static List<SimulatedDevice> registered(List<SimulatedDevice> planned, Credentials credentials) {
        List<SimulatedDevice> devices = planned.stream()
                .filter(device -> credentials.token(device.id()).isPresent())
                .toList();
        if (devices.isEmpty()) {
            throw new IllegalArgumentException(
                    "no device of the plan has a token; was it registered with another seed? Register what `devices` prints");
        }
        if (devices.size() < planned.size()) {
            LOG.warn("{} of {} devices have no token and stay away", planned.size() - devices.size(), planned.size());
        }
        return devices;
    }

    private Scenario scenario(Catalogue catalogue, Clock clock) throws IOException {
        return ScenarioChoice.of(scenario, catalogue, ScenarioStart.of(scenarioStart, clock));
    }

    private double formats() {
        if (!(formats >= 0 && formats <= 100)) {
            throw new IllegalArgumentException("--formats " + formats + ": allowed is 0 to 100");
        }
        return formats / 100;
    }

    private List<SimulatedDevice> cameras(List<SimulatedDevice> devices) {
        return devices.stream()
                .filter(device -> device.type().equals("traffic-camera"))
                .limit(Math.max(0, stills))
                .toList();
    }

    private Duration stillInterval() {
        Duration every = Settings.parseDuration(stillEvery);
        if (every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("--still-every " + stillEvery + ": at least 1s is allowed");
        }
        return every;
    }

    private double checkedFactor() {
        if (!(rateFactor >= 0.01 && rateFactor <= 1000)) {
            throw new IllegalArgumentException("--rate-factor " + rateFactor + ": allowed is 0.01 to 1000");
        }
        return rateFactor;
    }
}
