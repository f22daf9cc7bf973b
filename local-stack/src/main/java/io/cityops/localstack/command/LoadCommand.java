package io.cityops.localstack.command;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.city.CityLoad;
import io.cityops.localstack.city.StackSettings;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

@Command(
        name = "load",
        description = {
            "Drives a gateway with simulated devices, and tells what was sent, acknowledged and refused, and how long it took.",
            "Without --url that is the city's own gateway: its devices are registered for the run and removed after it. Until"
                    + " then they count in the city's figures like any other."
        })
public final class LoadCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Option(names = "--keep", description = "The devices stay registered after the run.")
    private boolean keep;

    @Unmatched
    private List<String> options = new ArrayList<>();

    /** The load declares its own options; its help is shown under ours. */
    public static void showItsHelp(CommandLine cli) {
        Objects.requireNonNull(cli.getSubcommands().get("load"))
                .getHelpSectionMap()
                .put(UsageMessageSpec.SECTION_KEY_FOOTER, ignored -> "\nThe load itself:\n" + itsHelp());
    }

    private static String itsHelp() {
        try {
            StackSettings settings = new CityOption().settings();
            return CityLoad.output(CityLoad.plain(settings, errors(), List.of("--help")))
                    .output();
        } catch (StackFailure notBuilt) {
            return "its options can be told when it is built: " + notBuilt.getMessage() + "\n";
        }
    }

    @Override
    public Integer call() throws Exception {
        boolean foreign = options.stream().anyMatch(word -> word.startsWith("--url") || word.equals("--ceiling"));
        return foreign
                ? CityLoad.plain(city.settings(), errors(), options).runInForeground()
                : CityLoad.on(city.settings(), errors()).run(options, keep, errors());
    }

    /** Standard output is for the result alone. */
    private static Console errors() {
        return new Console(System.err, Clock.system(ZoneId.systemDefault()));
    }
}
