package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.notify.NotificationRoutes;
import io.cityops.localstack.notify.NotificationRoutes.Fate;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        description = {
            "Sends a test on a route, the way that alarms go, and tells whether the receiver's server took it.",
            "Exit 1: not within 30 s; the reason is told."
        })
final class NotifyTestCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(300);

    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "ROUTE", description = "The route's number.")
    private long route;

    @Override
    public Integer call() throws Exception {
        try (NotificationRoutes routes =
                NotificationRoutes.open(city.city().database(), NotifyRouteAddCommand.actor())) {
            String id = routes.test(route, Clock.systemUTC().instant())
                    .orElseThrow(() -> new StackFailure(
                            "there is no route " + route, "See them with: ./cityops notify route list"));
            Fate fate = awaited(routes, id);
            if (fate.state().equals("sent")) {
                System.out.println("sent: " + id);
                return 0;
            }
            String why = fate.reason();
            throw new StackFailure(
                    "the test was not taken: " + (why == null ? "no dashboard has tried within 30 s" : why),
                    why == null
                            ? "Start the city with: ./cityops demo"
                            : "It is tried again for a day, or until the route is removed");
        }
    }

    /** Until it was sent, or refused once. */
    private static Fate awaited(NotificationRoutes routes, String id) throws Exception {
        long begin = System.nanoTime();
        Fate fate = routes.fate(id);
        while (fate.state().equals("waiting") && fate.reason() == null && System.nanoTime() - begin < LIMIT.toNanos()) {
            Thread.sleep(POLL);
            fate = routes.fate(id);
        }
        return fate;
    }
}
