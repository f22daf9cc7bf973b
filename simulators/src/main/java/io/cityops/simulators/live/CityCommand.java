package io.cityops.simulators.live;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.settings.Settings;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.DevicePlan;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.CitySchedule;
import io.cityops.simulators.device.DeviceFeed;
import io.cityops.simulators.device.Fault;
import io.cityops.simulators.device.FaultPlan;
import io.cityops.simulators.device.Publication;
import io.cityops.simulators.mqtt.Credentials;
import io.cityops.simulators.mqtt.Fleet;
import io.cityops.simulators.mqtt.Ledger;
import io.cityops.simulators.mqtt.MetricsServer;
import io.cityops.simulators.mqtt.MqttAccess;
import io.cityops.simulators.mqtt.SimulatorMeters;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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

    @Option(names = "--no-faults", description = "all devices work as they should")
    private boolean withoutFaults;

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
        DeviceFeed feed = new DeviceFeed(new City(catalogue, chosenSeed), faults, chosenSeed);

        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        try (Ledger ledger = ledgerFile == null ? null : new Ledger(ledgerFile)) {
            SimulatorMeters meters = new SimulatorMeters(registry, ledger);
            try (Fleet fleet = new Fleet(MqttAccess.url(url, settings), meters);
                    MetricsServer http = MetricsServer.start(
                            settings.bind(),
                            settings.port("CITYOPS_SIMULATORS_PORT", 9103),
                            registry,
                            fleet,
                            devices.size())) {
                meters.watch(fleet, devices.size());
                long startMillis = clock.millis();
                connect(devices, credentials, feed, fleet, startMillis);
                publish(new CitySchedule(devices, startMillis), feed, fleet, meters, clock, stop);
                return end(fleet, meters);
            }
        }
    }

    private void connect(
            List<SimulatedDevice> devices, Credentials credentials, DeviceFeed feed, Fleet fleet, long startMillis) {
        LOG.info("{} devices connect over the next {} s", devices.size(), CONNECTING.toSeconds());
        long historyMillis = Settings.parseDuration(history).toMillis();
        for (int i = 0; i < devices.size(); i++) {
            SimulatedDevice device = devices.get(i);
            fleet.add(
                    device.id(),
                    credentials.token(device.id()).orElseThrow(),
                    device.ordinal() % 2 == 0 ? Fleet.Protocol.MQTT_3_1_1 : Fleet.Protocol.MQTT_5,
                    CONNECTING.multipliedBy(i).dividedBy(devices.size()),
                    () -> feed.history(device, startMillis - historyMillis, startMillis + 1));
        }
    }

    private void publish(
            CitySchedule schedule, DeviceFeed feed, Fleet fleet, SimulatorMeters meters, Clock clock, StopSignal stop)
            throws InterruptedException {
        long endMillis = duration == null
                ? Long.MAX_VALUE
                : clock.millis() + Settings.parseDuration(duration).toMillis();
        while (clock.millis() < endMillis && !stop.askedWithin(TICK)) {
            schedule.advanceTo(Math.min(clock.millis(), endMillis), (device, index) -> {
                List<Publication> messages = feed.at(device, index);
                messages.forEach(fleet::send);
                if (messages.isEmpty()) {
                    boolean silent = feed.faultsAt(device, index).contains(Fault.SILENCE);
                    meters.withheld(silent ? Fault.SILENCE : Fault.LATE);
                }
            });
        }
    }

    private static int end(Fleet fleet, SimulatorMeters meters) throws InterruptedException {
        LOG.info("stopping: waiting for what is not acknowledged yet");
        long left = fleet.awaitAcknowledgements(PATIENCE_AT_THE_END);
        LOG.info(
                "published {}, acknowledged {}, refused {}, dropped {}, unanswered {}",
                meters.publishedCount(),
                meters.acknowledgedCount(),
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

    private double checkedFactor() {
        if (!(rateFactor >= 0.01 && rateFactor <= 1000)) {
            throw new IllegalArgumentException("--rate-factor " + rateFactor + ": allowed is 0.01 to 1000");
        }
        return rateFactor;
    }
}
