package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.kafka.CommandTopic;
import io.cityops.localstack.registry.Registry;
import io.cityops.model.command.Command;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@CommandLine.Command(
        name = "command",
        description =
                "Sends a device a command; one that is away gets it when it is back, if its session lasts so long.")
final class DeviceCommandCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Mixin
    private CityOption city = new CityOption();

    @Parameters(index = "0", paramLabel = "ID", description = "The device's id.")
    private String id = "";

    @Parameters(
            index = "1",
            paramLabel = "PAYLOAD",
            description = "The command, in words that the device understands; at most 64 KiB.")
    private String payload = "";

    @Option(
            names = "--retain",
            description = "Make it the device's standing command, which reaches the device each time it subscribes. An"
                    + " empty PAYLOAD takes that away.")
    private boolean retain;

    @Override
    public Integer call() throws Exception {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > Command.MAX_PAYLOAD_BYTES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "PAYLOAD has " + bytes.length + " bytes, allowed are " + Command.MAX_PAYLOAD_BYTES);
        }
        try (Registry registry = city.city().registry()) {
            if (registry.registered(List.of(id)).isEmpty()) {
                throw new StackFailure(
                        "there is no device '" + id + "'",
                        "Register it with: ./cityops device add " + id + " --type TYPE --area CODE");
            }
        }
        CommandTopic.give(city.settings().kafkaBootstrap(), id, new Command(System.currentTimeMillis(), retain, bytes));
        System.out.println(
                bytes.length == 0 && retain ? "the standing command is taken away" : "given to the gateways");
        return 0;
    }
}
