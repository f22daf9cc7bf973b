package io.cityops.localstack.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.localstack.catalogue.Versions;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.process.FreePort;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.catalogue.RuleText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command says when a catalogue is applied to a city's database. */
class CatalogueApplyIT {
    private static final String RIVER = "water.river-alarm";

    @TempDir
    static Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void shadowsThatAnAppliedCatalogueDoesNotHaveEndAndThatIsSaid() throws Exception {
        CatalogueText city = CatalogueText.read(null);
        String second = Objects.requireNonNull(RuleText.ruleOf(city, RIVER))
                .replace("id: " + RIVER, "id: " + RIVER + "\n  version: 2");
        CatalogueText shadowed = RuleText.withShadow(city, RIVER, second);
        try (TimescaleServer server = TimescaleServer.start(directory, FreePort.next());
                Versions versions = Versions.open(DatabaseAccess.of(server.jdbcUrl(), directory), "cli:lan")) {
            versions.settle(Catalogue.load(null));
            assertThat(apply(versions, shadowed)).as("none ran").doesNotContain("shadow");
            assertThat(apply(versions, shadowed)).contains("unchanged").doesNotContain("shadow");

            assertThat(apply(versions, city).lines().toList())
                    .hasSize(2)
                    .last()
                    .isEqualTo("ends what ran in the shadow and is not in its shadow.yaml: water.river-alarm~2");
        }
    }

    private String apply(Versions versions, CatalogueText text) throws Exception {
        out.getBuffer().setLength(0);
        CommandLine line = new CommandLine(new CatalogueCommand()).setOut(new PrintWriter(out));
        assertThat(CatalogueCommand.apply(versions, text, null, null, line)).isZero();
        return out.toString();
    }
}
