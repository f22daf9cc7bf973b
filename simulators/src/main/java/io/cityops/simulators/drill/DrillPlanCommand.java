package io.cityops.simulators.drill;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Text;
import io.cityops.model.settings.Settings;
import io.cityops.simulators.city.DevicePlan;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.live.Seeds;
import io.cityops.simulators.scenario.Label;
import io.cityops.simulators.scenario.Scenario;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "drill-plan",
        mixinStandardHelpOptions = true,
        description = "Prints what a drill of a scenario needs, as JSON: its labels, and the devices to make twins of.")
public final class DrillPlanCommand implements Callable<Integer> {
    private static final JsonFactory JSON = new JsonFactory();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the scenario")
    private Path file = Path.of("");

    @Option(names = "--seed", description = "of the city (default: CITYOPS_SEED, else 1)")
    private @Nullable Long seed;

    @Option(names = "--devices", description = "how many devices (default: ${DEFAULT-VALUE})")
    private int count = DevicePlan.USUAL_COUNT;

    @Option(names = "--speed", description = "times faster than told (default: ${DEFAULT-VALUE})")
    private double speed = 1;

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.fromEnvironment();
        Catalogue catalogue = Catalogue.load(settings.path("CITYOPS_CATALOGUE"));
        Scenario scenario = Scenario.read(file, catalogue);
        List<SimulatedDevice> devices =
                Twins.devices(catalogue, Seeds.chosen(seed, settings), Seeds.checkedCount(count), speed);
        if (spec != null) {
            spec.commandLine().getOut().println(write(scenario, devices));
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private static String write(Scenario scenario, List<SimulatedDevice> devices) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("name", scenario.name());
            writeText(json, "title", scenario.title());
            json.writeStringField("start", scenario.start().toString());
            json.writeNumberField("seconds", scenario.duration().toSeconds());
            json.writeArrayFieldStart("labels");
            for (Label label : scenario.labels()) {
                writeLabel(json, label);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("devices");
            for (SimulatedDevice device : devices) {
                writeDevice(json, device);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void writeLabel(JsonGenerator json, Label label) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", label.id());
        writeText(json, "what", label.what());
        json.writeNumberField("from", label.from().toSeconds());
        json.writeNumberField("to", label.to().toSeconds());
        json.writeArrayFieldStart("where");
        for (String area : label.where()) {
            json.writeString(area);
        }
        json.writeEndArray();
        json.writeStringField("sector", label.sector());
        json.writeStringField("rule", label.alarm());
        json.writeStringField("severity", label.severity().tag());
        json.writeArrayFieldStart("procedure");
        for (Text step : label.procedure()) {
            json.writeStartObject();
            json.writeStringField("vi", step.vi());
            json.writeStringField("en", step.en());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeDevice(JsonGenerator json, SimulatedDevice device) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", device.id());
        json.writeStringField("type", device.type());
        json.writeStringField("area", device.place().area());
        json.writeNumberField("lat", device.place().lat());
        json.writeNumberField("lon", device.place().lon());
        json.writeNumberField("millis", device.intervalMillis());
        json.writeEndObject();
    }

    private static void writeText(JsonGenerator json, String name, Text text) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("vi", text.vi());
        json.writeStringField("en", text.en());
        json.writeEndObject();
    }
}
