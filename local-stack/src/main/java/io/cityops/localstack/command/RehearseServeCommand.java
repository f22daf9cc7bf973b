package io.cityops.localstack.command;

import io.cityops.localstack.Console;
import io.cityops.localstack.city.StackSettings;
import io.cityops.localstack.city.StreamJobs;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.desk.DeskServer;
import io.cityops.localstack.rehearsal.Rehearsals;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "serve",
        description =
                "Runs the rehearsals that are asked for in the dashboard, one after another, until it is interrupted. Not needed"
                        + " beside ./cityops demo, which does so itself.")
final class RehearseServeCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Override
    public Integer call() throws Exception {
        StackSettings settings = city.settings();
        DatabaseAccess database = city.city().database();
        Console console = CityOption.console();
        Rehearsals rehearsals =
                new Rehearsals(arguments -> StreamJobs.rehearsal(settings, database, arguments), console);
        try (DeskServer server = new DeskServer(database, rehearsals, console)) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-rehearsals"));
            server.start();
            console.say("serving rehearsals of the city in " + settings.data());
            server.await();
        }
        return 0;
    }
}
