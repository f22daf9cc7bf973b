package io.cityops.simulators.drill;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.settings.Settings;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.DevicePlan;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.CitySchedule;
import io.cityops.simulators.live.Seeds;
import io.cityops.simulators.live.StopSignal;
import io.cityops.simulators.mqtt.Credentials;
import io.cityops.simulators.mqtt.Fleet;
import io.cityops.simulators.mqtt.MqttAccess;
import io.cityops.simulators.mqtt.SimulatorMeters;
import io.cityops.simulators.scenario.Scenario;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends with the scenario, with a signal, or when its standard input ends: then nobody leads the drill any more. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = "Plays a scenario as the twins that were registered for a drill.")
public final class DrillCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(DrillCommand.class);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(5);

    @Parameters(paramLabel = "FILE", description = "the scenario")
    private Path file = Path.of("");

    @Option(names = "--run", required = true, description = "the drill's id")
    private String run = "";

    @Option(names = "--credentials", required = true, description = "file with lines device_id,token of the twins")
    private Path credentialsFile = Path.of("");

    @Option(
            names = "--from",
            required = true,
            description = "when the scenario's start is played, such as 2026-11-24T09:00:00Z")
    private Instant from = Instant.EPOCH;

    @Option(names = "--for", required = true, description = "how long it is played, such as 30m")
    private String length = "";

    @Option(names = "--speed", description = "times faster than told (default: ${DEFAULT-VALUE})")
    private double speed = 1;

    @Option(
            names = "--here-and-now",
            description = "it happens at the present time of day and tide, not at the scenario's")
    private boolean hereAndNow;

    @Option(names = "--history", description = "what twins remember when they connect (default: ${DEFAULT-VALUE})")
    private String history = "60m";

    @Option(names = "--seed", description = "of the city (default: CITYOPS_SEED, else 1)")
    private @Nullable Long seed;

    @Option(names = "--devices", description = "how many devices (default: ${DEFAULT-VALUE})")
    private int count = DevicePlan.USUAL_COUNT;

    @Option(names = "--mqtt", description = "the gateway (default: CITYOPS_MQTT_URL, else tcp://127.0.0.1:1883)")
    private @Nullable String url;

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
        Scenario read = Scenario.read(file, catalogue);
        Scenario scenario = (hereAndNow ? read.takingPlaceAt(from) : read.startingAt(from)).atSpeed(speed);
        Credentials credentials = Credentials.read(credentialsFile);
        long chosenSeed = Seeds.chosen(seed, settings);
        List<SimulatedDevice> devices = Twins.devices(catalogue, chosenSeed, Seeds.checkedCount(count), speed).stream()
                .filter(device -> credentials.token(Twins.idOf(run, device)).isPresent())
                .toList();
        Twins twins = new Twins(catalogue, new City(catalogue, chosenSeed, scenario), run, chosenSeed);
        SimulatorMeters meters = new SimulatorMeters(new SimpleMeterRegistry(), null);
        try (Fleet fleet = new Fleet(MqttAccess.url(url, settings), meters)) {
            long startMillis = clock.millis();
            connect(devices, credentials, twins, fleet, startMillis);
            Leader leader = Leader.atStandardInput();
            CitySchedule schedule = new CitySchedule(devices, startMillis);
            long endMillis = from.plus(Settings.parseDuration(length)).toEpochMilli();
            while (clock.millis() < endMillis && leader.isThere() && !stop.askedWithin(TICK)) {
                schedule.advanceTo(
                        Math.min(clock.millis(), endMillis),
                        (device, index) -> twins.at(device, index).forEach(fleet::send));
            }
            long left = fleet.awaitAcknowledgements(PATIENCE_AT_THE_END);
            LOG.info(
                    "published {}, acknowledged {}, refused {}, unanswered {}",
                    meters.publishedCount(),
                    meters.acknowledgedCount(),
                    meters.refusedCounts(),
                    left);
            return 0;
        }
    }

    private void connect(
            List<SimulatedDevice> devices, Credentials credentials, Twins twins, Fleet fleet, long startMillis) {
        LOG.info("{} twins connect over the next {} s", devices.size(), CONNECTING.toSeconds());
        long historyMillis = Settings.parseDuration(history).toMillis();
        for (int i = 0; i < devices.size(); i++) {
            SimulatedDevice device = devices.get(i);
            String id = Twins.idOf(run, device);
            fleet.add(
                    id,
                    credentials.token(id).orElseThrow(),
                    Fleet.Protocol.MQTT_5,
                    CONNECTING.multipliedBy(i).dividedBy(devices.size()),
                    () -> twins.history(device, startMillis - historyMillis, startMillis + 1));
        }
    }
}
