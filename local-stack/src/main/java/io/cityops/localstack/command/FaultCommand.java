package io.cityops.localstack.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "fault",
        description = {
            "Lets simulated devices break while the city runs; without arguments, lists what is ordered.",
            "Kinds: silence, stuck, drift, spike, noise, duplicate, late, out-of-order, garbage, wrong-units, clock-jump,"
                    + " replayed-session, disconnect, hostile."
        })
public final class FaultCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = "What goes wrong.")
    private @Nullable String kind;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "WHO",
            description = "A device id, a pattern such as 'flood-*', or a share of all such as 5%%.")
    private @Nullable String who;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = "How long (default: ${DEFAULT-VALUE}).")
    private String length = "10m";

    @Option(
            names = "--in",
            paramLabel = "DURATION",
            defaultValue = "0s",
            description = "Begins after so long (default: at once).")
    private String delay = "0s";

    @Option(names = "--clear", description = "Takes every order back.")
    private boolean clear;

    @Override
    public Integer call() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("fault"));
        if (clear) {
            arguments.add("--clear");
        }
        if (kind != null) {
            arguments.add(kind);
        }
        if (who != null) {
            arguments.add(who);
        }
        arguments.addAll(List.of("--for", length, "--in", delay));
        return city.city().simulators(arguments).runInForeground();
    }
}
