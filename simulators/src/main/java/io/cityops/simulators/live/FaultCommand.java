package io.cityops.simulators.live;

import io.cityops.model.settings.Settings;
import io.cityops.simulators.device.FaultOrder;
import io.cityops.simulators.mqtt.MqttAccess;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "fault",
        mixinStandardHelpOptions = true,
        description = {
            "Orders a fault of simulated devices while the city runs; without arguments, lists what is ordered.",
            "Kinds: silence, stuck, drift, spike, noise, duplicate, late, out-of-order, garbage, wrong-units, clock-jump,"
                    + " replayed-session, disconnect, hostile."
        })
public final class FaultCommand implements Callable<Integer> {
    /** So that nothing of the ordered time has been sent before the simulator knows. */
    private static final Duration NOTICE = Duration.ofSeconds(2);

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = "what goes wrong")
    private @Nullable String kind;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "WHO",
            description = "a device id, a pattern such as 'flood-*', or a share of all such as 5%%")
    private @Nullable String who;

    @Option(names = "--for", paramLabel = "DURATION", description = "how long (default: ${DEFAULT-VALUE})")
    private String length = "10m";

    @Option(names = "--in", paramLabel = "DURATION", description = "begins after so long (default: at once)")
    private String delay = "0s";

    @Option(names = "--clear", description = "takes every order back")
    private boolean clear;

    @Override
    public Integer call() throws IOException {
        FaultFile file = new FaultFile(FaultFile.in(MqttAccess.dataFolder(Settings.fromEnvironment())));
        if (clear) {
            file.write(List.of());
            say("no fault is ordered now; those by chance go on");
            return 0;
        }
        if (kind == null) {
            file.lines().forEach(this::say);
            return 0;
        }
        if (who == null) {
            throw new IllegalArgumentException(
                    "say whose: a device id, a pattern such as 'flood-*', or a share such as 5%");
        }
        long begin = Clock.systemUTC().millis() + NOTICE.toMillis();
        long from = Settings.parseDuration(delay).toMillis();
        FaultOrder order = FaultOrder.parse(
                "%s:%s:%dms-%dms"
                        .formatted(
                                kind,
                                who,
                                from,
                                from + Settings.parseDuration(length).toMillis()),
                begin);
        List<String> lines = new ArrayList<>(file.lines());
        lines.add(order.text());
        file.write(lines);
        say("ordered " + order.text());
        return 0;
    }

    private void say(String text) {
        if (spec != null) {
            spec.commandLine().getOut().println(text);
            spec.commandLine().getOut().flush();
        }
    }
}
