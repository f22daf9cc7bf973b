package io.cityops.localstack.command;

import io.cityops.localstack.Console;
import io.cityops.localstack.city.CityStack;
import io.cityops.localstack.city.Opening;
import io.cityops.localstack.city.StackSettings;
import io.cityops.localstack.city.Welcome;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = {
            "Runs the whole city on this machine, in the foreground, until Ctrl-C.",
            "Prints 'ready: URL' when every part is healthy. Started again, it continues with its data."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int MOST_DEVICES = 20_000;

    @Mixin
    private CityOption city = new CityOption();

    @Option(names = "--fresh", description = "Start empty: everything in the data folder is deleted first.")
    private boolean fresh;

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many devices are simulated (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(names = "--no-simulator", description = "No simulated devices: a pilot installation for real ones.")
    private boolean noSimulator;

    @Option(
            names = "--cluster",
            description = "The stream job on a Flink cluster of separate processes: ZooKeeper, a job manager, two task"
                    + " managers.")
    private boolean cluster;

    @Spec
    private picocli.CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (devices < 1 || devices > MOST_DEVICES) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(),
                    "--devices " + devices + ": allowed is 1 to " + MOST_DEVICES + ", or --no-simulator for none");
        }
        StackSettings settings = city.settings();
        Console console = CityOption.console();
        CityStack stack = new CityStack(settings, console);
        Thread atInterrupt = new Thread(() -> stopAndEnd(stack, console), "stop-city");
        Runtime.getRuntime().addShutdownHook(atInterrupt);
        try {
            Opening opening = stack.start(fresh, noSimulator ? 0 : devices, cluster);
            new Welcome(settings, stack.timescale(), !noSimulator, opening.newPassword()).print(console);
        } catch (Exception e) {
            if (!stack.stopping()) {
                Runtime.getRuntime().removeShutdownHook(atInterrupt);
                stack.stop();
                throw e;
            }
        }
        // Until a signal comes; then the hook ends the process.
        new CountDownLatch(1).await();
        return 0;
    }

    /** What ends by a signal would end with the signal's number as exit code; an orderly stop is a success. */
    private static void stopAndEnd(CityStack stack, Console console) {
        console.say("stopping the city in order");
        stack.stop();
        console.say("stopped; ./cityops demo continues where it stopped");
        Runtime.getRuntime().halt(0);
    }
}
