package io.cityops.simulators.live;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.settings.Settings;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.DevicePlan;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.Concentrators;
import io.cityops.simulators.device.DeviceFeed;
import io.cityops.simulators.device.FaultPlan;
import io.cityops.simulators.device.TopicTelemetry;
import io.cityops.simulators.device.Traits;
import io.cityops.simulators.scenario.Scenario;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "telemetry",
        mixinStandardHelpOptions = true,
        description = {
            "Writes what topic telemetry would have of a scenario: each device's messages with their jitter, wrong clocks, delays,"
                    + " copies and faults, judged and stamped as by the gateway, in the order of receipt, and its tick each"
                    + " second.",
            "Each record is its length in four bytes, then the bytes that Kafka would have."
        })
public final class TelemetryCommand implements Callable<Integer> {
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final int BUFFER_BYTES = 1 << 20;

    @Parameters(index = "0", paramLabel = "FILE", description = "the scenario")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "OUT", description = "where the records go")
    private Path target = Path.of("");

    @Option(names = "--seed", description = "of the city (default: CITYOPS_SEED, else 1)")
    private @Nullable Long seed;

    @Option(names = "--devices", description = "how many devices (default: ${DEFAULT-VALUE})")
    private int count = DevicePlan.USUAL_COUNT;

    @Option(names = "--from", description = "after the scenario's start (default: ${DEFAULT-VALUE})")
    private String from = "0m";

    @Option(names = "--until", description = "after the scenario's start (default: its end)")
    private @Nullable String until;

    @Option(names = "--before", description = "so much of ordinary life before it (default: ${DEFAULT-VALUE})")
    private String before = "2h";

    @Option(
            names = "--learn",
            paramLabel = "TYPE:D",
            description = "so much more of what devices of this type saw before, such as feeder-meter:14d")
    private List<String> learn = new ArrayList<>();

    @Option(
            names = "--away",
            paramLabel = "AT:D",
            description = "the gateway is away, such as 13h:20s, counted from the scenario's start; may be repeated")
    private List<String> away = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.fromEnvironment();
        Catalogue catalogue = Catalogue.load(settings.path("CITYOPS_CATALOGUE"));
        Scenario scenario = Scenario.read(file, catalogue);
        long chosenSeed = Seeds.chosen(seed, settings);
        List<SimulatedDevice> devices = DevicePlan.of(catalogue, chosenSeed, Seeds.checkedCount(count));
        Instant first = scenario.playedFrom().plus(Settings.parseDuration(from)).minus(Settings.parseDuration(before));
        Instant last =
                until == null ? scenario.playedUntil() : scenario.playedFrom().plus(Settings.parseDuration(until));
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(target), BUFFER_BYTES))) {
            for (String lesson : learn) {
                String[] words = pair("--learn", lesson);
                List<SimulatedDevice> learning = devices.stream()
                        .filter(device -> device.type().equals(words[0]))
                        .toList();
                write(
                        out,
                        catalogue,
                        scenario,
                        chosenSeed,
                        devices,
                        learning,
                        first.minus(Settings.parseDuration(words[1])),
                        first);
            }
            write(out, catalogue, scenario, chosenSeed, devices, devices, first, last);
        }
        return 0;
    }

    private void write(
            DataOutputStream out,
            Catalogue catalogue,
            Scenario scenario,
            long chosenSeed,
            List<SimulatedDevice> all,
            List<SimulatedDevice> devices,
            Instant first,
            Instant last)
            throws IOException {
        Traits.Source traits = Concentrators.over(Traits.lifelike(chosenSeed), all, chosenSeed);
        FaultPlan faults = new FaultPlan(chosenSeed, all.size());
        DeviceFeed feed =
                new DeviceFeed(catalogue, new City(catalogue, chosenSeed, scenario), faults, traits, chosenSeed);
        try (TopicTelemetry topic = new TopicTelemetry(
                catalogue, devices, feed, faults, traits, absences(scenario), chosenSeed, first.toEpochMilli())) {
            for (Instant at = first; at.isBefore(last); at = at.plus(STEP)) {
                Instant next = at.plus(STEP).isAfter(last) ? last : at.plus(STEP);
                topic.advanceTo(next.toEpochMilli(), record -> {
                    out.writeInt(record.length);
                    out.write(record);
                });
            }
        }
    }

    private List<TopicTelemetry.Absence> absences(Scenario scenario) {
        return away.stream()
                .map(written -> {
                    String[] words = pair("--away", written);
                    Instant at = scenario.playedFrom().plus(Settings.parseDuration(words[0]));
                    return new TopicTelemetry.Absence(
                            at.toEpochMilli(),
                            at.plus(Settings.parseDuration(words[1])).toEpochMilli());
                })
                .toList();
    }

    private static String[] pair(String option, String written) {
        String[] words = written.split(":", -1);
        if (words.length != 2) {
            throw new IllegalArgumentException(
                    option + " '" + written + "': two words with a colon between are expected");
        }
        return words;
    }
}
