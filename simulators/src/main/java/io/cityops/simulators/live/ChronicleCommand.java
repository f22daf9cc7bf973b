package io.cityops.simulators.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.settings.Settings;
import io.cityops.simulators.city.Chronicle;
import io.cityops.simulators.scenario.Scenario;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "chronicle",
        mixinStandardHelpOptions = true,
        description = "Prints what really happens in a scenario, scripted or by chance, ward by ward, as JSON.")
public final class ChronicleCommand implements Callable<Integer> {
    private static final JsonFactory JSON = new JsonFactory();
    /** What began before and may still be seen. */
    private static final Duration BEFORE = Duration.ofHours(6);

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the scenario")
    private Path file = Path.of("");

    @Option(names = "--seed", description = "of the city (default: CITYOPS_SEED, else 1)")
    private @Nullable Long seed;

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.fromEnvironment();
        Catalogue catalogue = Catalogue.load(settings.path("CITYOPS_CATALOGUE"));
        Scenario scenario = Scenario.read(file, catalogue);
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (Chronicle.Happening each : new Chronicle(catalogue, Seeds.chosen(seed, settings), scenario)
                    .between(scenario.start().minus(BEFORE), scenario.start().plus(scenario.duration()))) {
                json.writeStartObject();
                json.writeStringField("event", each.event());
                json.writeStringField(
                        "kind", each.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
                json.writeStringField("area", each.area());
                json.writeStringField("from", each.from().toString());
                json.writeStringField("until", each.until().toString());
                json.writeNumberField("magnitude", each.magnitude());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (spec != null) {
            spec.commandLine().getOut().println(text);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
