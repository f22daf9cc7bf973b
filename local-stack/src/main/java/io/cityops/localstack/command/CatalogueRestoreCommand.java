package io.cityops.localstack.command;

import io.cityops.localstack.catalogue.Versions;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "restore", description = "Makes the content of an earlier version the city's again, as a new version.")
final class CatalogueRestoreCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "N", description = "The earlier version's number.")
    private int number;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept with the version.")
    private @Nullable String note;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try (Versions versions = Versions.open(city.city().database(), NotifyRouteAddCommand.actor())) {
            return CatalogueCommand.apply(
                    versions,
                    versions.text(number),
                    note,
                    number,
                    Objects.requireNonNull(spec).commandLine());
        }
    }
}
