package io.cityops.localstack.command;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.CatalogueText;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = "Checks a folder of catalogue files and prints every problem with file, line, key and remedy."
                + " Needs no running city. Exit code 1 when anything is wrong.")
final class CatalogueCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The folder, see docs/catalogue.md.")
    private Path folder = Path.of(".");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CatalogueText text = CatalogueCommand.read(folder, spec);
        List<String> problems = CatalogueCommand.problems(text);
        if (!problems.isEmpty()) {
            CatalogueCommand.tell(
                    problems, Objects.requireNonNull(spec).commandLine().getErr());
            return 1;
        }
        Catalogue catalogue = text.compile();
        System.out.printf(
                "valid: %d areas, %d sectors, %d measures, %d device types, %d indicators, %d rules, %d formats%n",
                catalogue.areas().size(),
                catalogue.sectors().size(),
                catalogue.measures().size(),
                catalogue.deviceTypes().size(),
                catalogue.indicators().size(),
                catalogue.rules().size(),
                catalogue.formats().size());
        return 0;
    }
}
