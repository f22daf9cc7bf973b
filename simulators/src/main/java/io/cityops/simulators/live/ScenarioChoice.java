package io.cityops.simulators.live;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.simulators.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which scenario an option names. */
final class ScenarioChoice {
    private ScenarioChoice() {}

    /** @param option a file, {@code none} for ordinary life, or null for ordinary life with showers */
    static Scenario of(@Nullable String option, Catalogue catalogue, Instant begin) throws IOException {
        if (option == null) {
            return Scenario.showers();
        }
        if (option.equals("none")) {
            return Scenario.none();
        }
        return Scenario.read(Path.of(option), catalogue).startingAt(begin);
    }
}
