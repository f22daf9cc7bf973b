package io.cityops.simulators.live;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.settings.Settings;
import io.cityops.simulators.city.DevicePlan;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.Concentrators;
import io.cityops.simulators.device.Traits;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description = "Prints the devices of the simulated city as CSV, for the registry.")
public final class DevicesCommand implements Callable<Integer> {
    /** The registry's import format. */
    public static final String HEADER = "id,type,area,lat,lon,interval_seconds";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--seed", description = "of the city (default: CITYOPS_SEED, else 1)")
    private @Nullable Long seed;

    @Option(names = "--count", description = "how many devices (default: ${DEFAULT-VALUE})")
    private int count = DevicePlan.USUAL_COUNT;

    @Override
    public Integer call() {
        Settings settings = Settings.fromEnvironment();
        Catalogue catalogue = Catalogue.load(settings.path("CITYOPS_CATALOGUE"));
        long chosenSeed = Seeds.chosen(seed, settings);
        List<SimulatedDevice> devices = DevicePlan.of(catalogue, chosenSeed, Seeds.checkedCount(count));
        Traits.Source traits = Concentrators.over(Traits.lifelike(chosenSeed), devices, chosenSeed);
        boolean concentrated =
                devices.stream().anyMatch(device -> traits.of(device).uplink() != null);
        List<String> lines = devices.stream()
                .map(device -> line(device, traits.of(device)) + (concentrated ? uplink(traits.of(device)) : ""))
                .toList();
        if (spec != null) {
            spec.commandLine().getOut().println(HEADER + (concentrated ? ",concentrator,external_id" : ""));
            lines.forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private static String line(SimulatedDevice device, Traits traits) {
        return String.format(
                Locale.ROOT,
                "%s,%s,%s,%.5f,%.5f,%d",
                device.id(),
                device.type(),
                device.place().area(),
                device.place().lat(),
                device.place().lon(),
                traits.messageInterval(device).toSeconds());
    }

    private static String uplink(Traits traits) {
        return traits.uplink() == null
                ? ",,"
                : "," + traits.uplink().concentrator() + "," + traits.uplink().externalId();
    }
}
