package io.cityops.localstack.command;

import io.cityops.localstack.city.RunningCity;
import io.cityops.localstack.notify.NewRoute;
import io.cityops.localstack.notify.NotificationRoutes;
import io.cityops.model.catalogue.Catalogue;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "add", description = "Has somebody told of alarms, and prints the route's number.")
final class NotifyRouteAddCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "OWNER", description = "Whose route it is, such as an account's name.")
    private String owner = "";

    @ArgGroup(multiplicity = "1")
    private Address address = new Address();

    private static final class Address {
        @Option(names = "--email", paramLabel = "ADDRESS", description = "By e-mail.")
        private @Nullable String email;

        @Option(names = "--webhook", paramLabel = "URL", description = "By a signed POST of JSON.")
        private @Nullable String webhook;

        @Option(names = "--sms", paramLabel = "NUMBER", description = "By SMS, to a number such as +84901234567.")
        private @Nullable String sms;

        String channel() {
            return email != null ? "email" : webhook != null ? "webhook" : "sms";
        }

        String value() {
            return Objects.requireNonNull(email != null ? email : webhook != null ? webhook : sms);
        }
    }

    @Option(
            names = "--severity",
            paramLabel = "S",
            defaultValue = "high",
            description = "The least severe that they are told of: critical, high, medium or low (default: high).")
    private String severity = "high";

    @Option(
            names = "--area",
            paramLabel = "CODE",
            defaultValue = "city",
            description = "Of this area and what lies within; may be given several times (default: the whole city).")
    private List<String> areas = List.of("city");

    @Option(
            names = "--sector",
            paramLabel = "ID",
            description = "Of this sector; may be given several times (default: all).")
    private List<String> sectors = List.of();

    @Option(
            names = "--language",
            paramLabel = "vi|en",
            defaultValue = "vi",
            description = "In which language (default: vi).")
    private String language = "vi";

    @Option(
            names = "--after-escalation",
            paramLabel = "N",
            defaultValue = "0",
            description = "Only when nobody has answered for N steps of escalation (default: 0, at once).")
    private int fromEscalation;

    @Option(names = "--no-all-clear", description = "Not told when it is over.")
    private boolean noAllClear;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        NewRoute route = new NewRoute(
                owner,
                address.channel(),
                address.value(),
                language,
                severity,
                areas,
                sectors,
                fromEscalation,
                !noAllClear);
        RunningCity running = city.city();
        Catalogue catalogue = running.catalogue();
        route.problem(catalogue).ifPresent(problem -> {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), problem);
        });
        try (NotificationRoutes routes = NotificationRoutes.open(running.database(), actor())) {
            System.out.println("route: " + routes.add(route, catalogue));
        }
        return 0;
    }

    static String actor() {
        return "cli:" + System.getProperty("user.name");
    }
}
