package io.cityops.jobs.rehearse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.alarm.AlertTransition;
import io.cityops.jobs.alarm.History;
import io.cityops.jobs.store.RecordedDevice;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.CatalogueException;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.RuleText;
import io.cityops.model.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * Runs every rule of a catalogue over telemetry in a file: {@code TELEMETRY DEVICES_CSV OUT [--kill CHECKPOINT KILLED]}. The file is
 * as {@link TelemetryFile} reads it, the devices as the registry imports them; to the third go the alarms' transitions, a JSON object
 * a line. With {@code --kill} the operators are killed at the second moment and begin again with what they had at the first. Exit
 * codes: 0 done, 1 failed, 2 wrong usage.
 */
public final class RehearseDay {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final String KILL = "--kill";

    private final @Nullable Path catalogue;
    private final PrintStream err;

    /** @param catalogue a folder; null: the built-in city */
    public RehearseDay(@Nullable Path catalogue, PrintStream err) {
        this.catalogue = catalogue;
        this.err = err;
    }

    public static void main(String[] arguments) {
        // Standard output is the report's; before anything asks for a logger.
        System.setProperty("logback.configurationFile", "io/cityops/jobs/rehearse/rehearsal-logback.xml");
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Path catalogue = Settings.fromEnvironment().path("CITYOPS_CATALOGUE");
        System.exit(new RehearseDay(catalogue, err).run(List.of(arguments)));
    }

    /** @return the exit code */
    public int run(List<String> arguments) {
        boolean isKilled = arguments.size() == 6 && arguments.get(3).equals(KILL);
        if (arguments.size() != 3 && !isKilled) {
            err.println("cityops: needed are TELEMETRY, DEVICES_CSV and OUT, then perhaps --kill CHECKPOINT KILLED");
            return WRONG_USAGE;
        }
        try {
            ProductionLine.Outage outage = isKilled
                    ? new ProductionLine.Outage(millis(arguments.get(4)), millis(arguments.get(5)))
                    : ProductionLine.Outage.NONE;
            rehearse(city(), Path.of(arguments.get(0)), Path.of(arguments.get(1)), Path.of(arguments.get(2)), outage);
            return DONE;
        } catch (CatalogueException e) {
            e.problems().forEach(err::println);
        } catch (IOException | UncheckedIOException e) {
            err.println("cityops: " + e.getMessage());
        } catch (Exception e) {
            err.println("cityops: the rehearsal failed: " + RehearseRule.reason(e));
        }
        return FAILED;
    }

    /** With every rule, and without the indicators that none of them looks at. */
    private CityCatalogue city() throws IOException {
        CatalogueText whole = CatalogueText.read(catalogue);
        String rules = Objects.requireNonNull(whole.files().get(RuleText.RULES));
        Path folder = Files.createTempDirectory("cityops-rehearsal");
        try {
            RuleText.withRules(whole, rules).writeTo(folder);
            CityCatalogue city = new CityCatalogue(folder.toString());
            city.get(); // read, and kept by its folder's name
            return city;
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private static long millis(String moment) {
        return Instant.parse(moment).toEpochMilli();
    }

    private static void rehearse(
            CityCatalogue city, Path telemetry, Path registry, Path target, ProductionLine.Outage outage)
            throws Exception {
        Map<String, RecordedDevice> devices = devices(Files.readAllLines(registry), city.get());
        try (TelemetryFile arrivals = new TelemetryFile(telemetry);
                JsonGenerator out = JSON.createGenerator(Files.newBufferedWriter(target))) {
            out.setRootValueSeparator(new com.fasterxml.jackson.core.io.SerializedString("\n"));
            new Rehearsal(city, Instant.EPOCH, Instant.EPOCH, Instant.MAX)
                    .feed(arrivals, devices, History.NONE, outage, transition -> write(out, transition));
        }
    }

    private static Map<String, RecordedDevice> devices(List<String> lines, Catalogue catalogue) {
        Map<String, RecordedDevice> devices = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            DeviceType type = Objects.requireNonNull(catalogue.deviceType(cells[1]), () -> "no type " + cells[1]);
            devices.put(
                    cells[0],
                    new RecordedDevice(
                            cells[0], type.id(), type.sector(), cells[2], Long.parseLong(cells[5]) * 1_000, true));
        }
        return devices;
    }

    private static void write(JsonGenerator out, AlertTransition transition) {
        try {
            out.writeStartObject();
            out.writeStringField("action", transition.action);
            out.writeStringField("id", transition.id);
            out.writeStringField("rule", transition.rule);
            out.writeNumberField("rule_version", transition.ruleVersion);
            out.writeStringField("entity_kind", transition.entityKind);
            out.writeStringField("entity_id", transition.entityId);
            out.writeStringField("area", transition.area);
            out.writeStringField("sector", transition.sector);
            out.writeStringField("severity", transition.severity);
            out.writeStringField("level", transition.level);
            out.writeStringField("at", Instant.ofEpochMilli(transition.atMillis).toString());
            writeNumber(out, "value", transition.value);
            writeNumber(out, "threshold", transition.threshold);
            out.writeStringField("message", transition.message);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeNumber(JsonGenerator out, String name, double value) throws IOException {
        if (Double.isNaN(value)) {
            out.writeNullField(name);
        } else {
            out.writeNumberField(name, value);
        }
    }
}
