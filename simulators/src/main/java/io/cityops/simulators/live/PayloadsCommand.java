package io.cityops.simulators.live;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.settings.Settings;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.DevicePlan;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.Concentrators;
import io.cityops.simulators.device.DeviceFeed;
import io.cityops.simulators.device.FaultOrder;
import io.cityops.simulators.device.FaultPlan;
import io.cityops.simulators.device.PublicationStream;
import io.cityops.simulators.device.Traits;
import io.cityops.simulators.scenario.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "payloads",
        mixinStandardHelpOptions = true,
        description = {
            "Prints what the city's devices would publish, one message a line: due (epoch ms), QoS, topic, payload.",
            "The same for the same seed, whatever the machine, the run and the number of threads."
        })
public final class PayloadsCommand implements Callable<Integer> {
    private static final long SLICE_MILLIS = Duration.ofMinutes(1).toMillis();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--from", required = true, description = "first moment, such as 2026-11-23T07:00, city time")
    private String from = "";

    @Option(names = "--for", description = "how long (default: ${DEFAULT-VALUE})")
    private String length = "10m";

    @Option(names = "--seed", description = "of the city (default: CITYOPS_SEED, else 1)")
    private @Nullable Long seed;

    @Option(names = "--count", description = "devices in the city (default: ${DEFAULT-VALUE})")
    private int count = DevicePlan.USUAL_COUNT;

    @Option(names = "--threads", description = "that make the payloads (default: ${DEFAULT-VALUE})")
    private int threads = 1;

    @Option(names = "--plain", description = "devices without jitter, batches, wrong clocks and mixed QoS")
    private boolean plain;

    @Option(names = "--formats", description = "so many percent of the devices write other formats (default: 0)")
    private double formats;

    @Option(names = "--no-faults", description = "nothing breaks by chance")
    private boolean withoutFaults;

    @Option(names = "--fault", description = "KIND:WHO:WHEN, such as stuck:flood-*:2m-5m; may be repeated")
    private List<String> orders = new ArrayList<>();

    @Option(names = "--scenario", description = "a scenario's file, begun with the first moment; or 'none'")
    private @Nullable String scenario;

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.fromEnvironment();
        Catalogue catalogue = Catalogue.load(settings.path("CITYOPS_CATALOGUE"));
        long chosenSeed = Seeds.chosen(seed, settings);
        int planned = Seeds.checkedCount(count);
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException("--threads " + threads + ": allowed is 1 to 256");
        }
        long startMillis = CityTimes.millisOf("--from", from);
        long endMillis = startMillis + Settings.parseDuration(length).toMillis();
        FaultPlan faults = (withoutFaults ? FaultPlan.none() : new FaultPlan(chosenSeed, planned))
                .with(orders.stream()
                        .map(text -> FaultOrder.parse(text, startMillis))
                        .toList());
        List<SimulatedDevice> devices = DevicePlan.of(catalogue, chosenSeed, planned);
        DeviceFeed feed = new DeviceFeed(
                catalogue,
                new City(catalogue, chosenSeed, scenario(catalogue, startMillis)),
                faults,
                plain
                        ? Traits.steady()
                        : Traits.speaking(
                                Concentrators.over(Traits.lifelike(chosenSeed), devices, chosenSeed),
                                chosenSeed,
                                formats / 100),
                chosenSeed);
        try (PublicationStream stream = new PublicationStream(devices, feed, startMillis, threads)) {
            for (long until = startMillis; until < endMillis; ) {
                until = Math.min(endMillis, until + SLICE_MILLIS);
                stream.advanceTo(until, this::print, fault -> {});
            }
        }
        return 0;
    }

    private Scenario scenario(Catalogue catalogue, long startMillis) throws IOException {
        return ScenarioChoice.of(scenario, catalogue, Instant.ofEpochMilli(startMillis));
    }

    private void print(PublicationStream.Due due) {
        if (spec != null) {
            spec.commandLine()
                    .getOut()
                    .println(due.atMillis() + " " + due.publication().qos() + " "
                            + due.publication().topic() + " "
                            + new String(due.publication().payload(), StandardCharsets.UTF_8));
        }
    }
}
