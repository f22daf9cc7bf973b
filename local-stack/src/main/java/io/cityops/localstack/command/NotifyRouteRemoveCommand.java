package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.notify.NotificationRoutes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "remove", description = "Removes a route; what waits on it is not sent any more.")
final class NotifyRouteRemoveCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "ROUTE", description = "Its number.")
    private long route;

    @Override
    public Integer call() throws Exception {
        try (NotificationRoutes routes =
                NotificationRoutes.open(city.city().database(), NotifyRouteAddCommand.actor())) {
            if (!routes.remove(route)) {
                throw new StackFailure("there is no route " + route, "See them with: ./cityops notify route list");
            }
        }
        System.out.println("removed: " + route);
        return 0;
    }
}
