package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.catalogue.Versions;
import io.cityops.localstack.catalogue.Versions.Version;
import io.cityops.model.catalogue.CatalogueText;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows a version's files, or writes them into a folder to be changed and applied.")
final class CatalogueShowCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "N", arity = "0..1", description = "The version's number (default: the newest).")
    private @Nullable Integer number;

    @Option(names = "--to", paramLabel = "DIR", description = "Write the files there instead of printing them.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        try (Versions versions = Versions.open(city.city().database(), NotifyRouteAddCommand.actor())) {
            List<Version> all = versions.list();
            Version version = all.stream()
                    .filter(each -> number == null || each.number() == number)
                    .findFirst()
                    .orElseThrow(
                            () -> new StackFailure("there is no version " + number, "See: ./cityops catalogue list"));
            CatalogueText text = versions.text(version.number());
            System.out.println(CatalogueListCommand.line(version));
            if (folder != null) {
                text.writeTo(folder);
                System.out.println("written: " + folder);
            } else {
                text.files().forEach((name, content) -> System.out.printf("%n# %s%n%s", name, content));
            }
        }
        return 0;
    }
}
