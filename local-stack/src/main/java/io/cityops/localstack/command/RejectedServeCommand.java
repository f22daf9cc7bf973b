package io.cityops.localstack.command;

import io.cityops.localstack.Console;
import io.cityops.localstack.city.StackSettings;
import io.cityops.localstack.desk.DeskServer;
import io.cityops.localstack.rejected.Replays;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "serve",
        description =
                "Does the replays that are asked for in the dashboard, one after another, until it is interrupted. Not needed"
                        + " beside ./cityops demo, which does so itself.")
final class RejectedServeCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Override
    public Integer call() throws Exception {
        StackSettings settings = city.settings();
        Console console = CityOption.console();
        Replays replays = new Replays(settings.kafkaBootstrap(), console, Clock.systemUTC());
        try (DeskServer server = new DeskServer(city.city().database(), replays, console)) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-replays"));
            server.start();
            console.say("serving replays of the city in " + settings.data());
            server.await();
        }
        return 0;
    }
}
