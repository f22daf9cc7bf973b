package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.city.RunningCity;
import io.cityops.localstack.registry.DeviceCsv;
import io.cityops.localstack.registry.Registry;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.registry.DeviceRow;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Registers the devices of a CSV table (columns id,type,area and optionally"
                    + " lat,lon,interval,concentrator,external_id).",
            "All of them or, when any row is wrong, none. Prints lines ID,TOKEN, once."
        })
final class DeviceImportCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "FILE.csv", description = "The table.")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "Only say what would be done, and what is wrong.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        if (!Files.isReadable(file)) {
            throw new StackFailure(file + " cannot be read", "Name a CSV file that is there");
        }
        RunningCity running = city.city();
        Map<String, DeviceRow.Valid> devices = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        try (Reader text = Files.newBufferedReader(file)) {
            check(DeviceCsv.read(text), running.catalogue(), devices, problems);
        }
        try (Registry registry = running.registry()) {
            Set<String> known = registry.registered(devices.keySet());
            known.forEach(id -> problems.add("device '" + id + "' is registered already"));
            if (!problems.isEmpty()) {
                problems.forEach(System.err::println);
                System.err.println(problems.size() + " problems, nothing was imported");
                return 1;
            }
            if (dryRun) {
                System.out.println(devices.size() + " devices would be imported");
            } else {
                write(registry, devices);
            }
        }
        return 0;
    }

    private static void check(
            List<DeviceCsv.Line> lines,
            Catalogue catalogue,
            Map<String, DeviceRow.Valid> devices,
            List<String> problems) {
        for (DeviceCsv.Line line : lines) {
            switch (line.row().check(catalogue)) {
                case DeviceRow.Valid device -> {
                    if (devices.put(device.id(), device) != null) {
                        problems.add("line " + line.number() + ": device '" + device.id() + "' is there twice");
                    }
                }
                case DeviceRow.Refused refused ->
                    refused.problems().forEach(problem -> problems.add("line " + line.number() + ": " + problem));
            }
        }
    }

    private static void write(Registry registry, Map<String, DeviceRow.Valid> devices) throws Exception {
        List<Registry.NewDevice> added = devices.values().stream()
                .map(device -> new Registry.NewDevice(device, registry.newToken()))
                .toList();
        registry.put(added, "device.import");
        System.out.println("id,token");
        added.forEach(each -> System.out.println(each.device().id() + "," + each.token()));
    }
}
