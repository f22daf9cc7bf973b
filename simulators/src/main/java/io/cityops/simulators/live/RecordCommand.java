package io.cityops.simulators.live;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.NearName;
import io.cityops.model.settings.Settings;
import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.DevicePlan;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.scenario.Scenario;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = "Prints what devices of the simulated city see over some hours as CSV, to be replayed.")
public final class RecordCommand implements Callable<Integer> {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--device", required = true, description = "device ids, as `devices` prints them")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--from", required = true, description = "first moment, such as 2026-11-20T00:00, city time")
    private String from = "";

    @Option(names = "--hours", description = "how long (default: ${DEFAULT-VALUE})")
    private int hours = 24;

    @Option(names = "--every", description = "how often (default: ${DEFAULT-VALUE})")
    private String every = "1h";

    @Option(names = "--seed", description = "of the city (default: CITYOPS_SEED, else 1)")
    private @Nullable Long seed;

    @Option(names = "--count", description = "devices in the city (default: ${DEFAULT-VALUE})")
    private int count = DevicePlan.USUAL_COUNT;

    @Override
    public Integer call() {
        Settings settings = Settings.fromEnvironment();
        Catalogue catalogue = Catalogue.load(settings.path("CITYOPS_CATALOGUE"));
        long chosenSeed = Seeds.chosen(seed, settings);
        List<SimulatedDevice> devices = chosen(DevicePlan.of(catalogue, chosenSeed, Seeds.checkedCount(count)));
        City city = new City(catalogue, chosenSeed, Scenario.showers());
        if (spec != null) {
            PrintWriter out = spec.commandLine().getOut();
            write(out, city, devices);
            out.flush();
        }
        return 0;
    }

    private void write(PrintWriter out, City city, List<SimulatedDevice> devices) {
        Duration step = Settings.parseDuration(every);
        LocalDateTime start = startOf(from);
        long rows = Duration.ofHours(hours).dividedBy(step);
        SequencedSet<String> measures = new LinkedHashSet<>();
        devices.forEach(device ->
                measures.addAll(List.of(city.observe(device, device.indexAt(millisOf(start.plusHours(12))))
                        .measures())));
        out.println("time,station," + String.join(",", measures));
        for (long row = 0; row < rows; row++) {
            LocalDateTime time = start.plus(step.multipliedBy(row));
            for (SimulatedDevice device : devices) {
                Observation seen = city.observe(device, device.indexAt(millisOf(time)));
                out.println(TIME.format(time) + "," + device.id() + "," + cells(seen, measures));
            }
        }
    }

    private static String cells(Observation seen, SequencedSet<String> measures) {
        List<String> cells = new ArrayList<>();
        List<String> had = List.of(seen.measures());
        for (String measure : measures) {
            int index = had.indexOf(measure);
            cells.add(index < 0 ? "" : Double.toString(seen.values()[index]));
        }
        return String.join(",", cells);
    }

    private List<SimulatedDevice> chosen(List<SimulatedDevice> all) {
        List<String> known = all.stream().map(SimulatedDevice::id).toList();
        for (String id : ids) {
            if (!known.contains(id)) {
                throw new IllegalArgumentException("no device '" + id + "' in the plan" + NearName.hint(id, known));
            }
        }
        return all.stream().filter(device -> ids.contains(device.id())).toList();
    }

    private static LocalDateTime startOf(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("--from '" + text + "': such as 2026-11-20T00:00 is allowed", e);
        }
    }

    private static long millisOf(LocalDateTime time) {
        return time.atZone(ZONE).toInstant().toEpochMilli();
    }
}
