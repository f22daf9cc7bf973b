package io.cityops.localstack.command;

import io.cityops.localstack.catalogue.Versions;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "apply",
        description =
                "Makes a folder's catalogue the running city's, without a restart: a new version that holds from the next"
                        + " full minute, or nothing when anything is wrong. The same content again is no new version.")
final class CatalogueApplyCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "DIR", description = "The folder, see docs/catalogue.md.")
    private Path folder = Path.of(".");

    @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept with the version.")
    private @Nullable String note;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var text = CatalogueCommand.read(folder, spec);
        try (Versions versions = Versions.open(city.city().database(), NotifyRouteAddCommand.actor())) {
            return CatalogueCommand.apply(
                    versions, text, note, null, Objects.requireNonNull(spec).commandLine());
        }
    }
}
