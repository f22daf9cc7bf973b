package io.cityops.simulators.load;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "null-broker",
        mixinStandardHelpOptions = true,
        description = "A server that acknowledges everything at once and keeps nothing, to measure clients against.")
public final class NullBrokerCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--port", description = "on loopback (default: any free one, which is printed)")
    private int port;

    @Override
    public Integer call() throws IOException {
        try (NullBroker broker = new NullBroker(port)) {
            if (spec != null) {
                spec.commandLine().getOut().println("port " + broker.port());
                spec.commandLine().getOut().flush();
            }
            broker.run();
        }
        return 0;
    }
}
