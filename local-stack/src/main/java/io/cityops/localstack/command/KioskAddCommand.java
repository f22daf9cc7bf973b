package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.city.NewKiosk;
import io.cityops.localstack.registry.People;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "add",
        description =
                "Lets a wall screen in: the one that shows CODE at /pair, or whichever opens the printed address first.")
final class KioskAddCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "NAME", description = "1 to 40 lower-case letters, digits and . _ -.")
    private String name = "";

    @Option(names = "--code", paramLabel = "CODE", description = "The code that the screen shows.")
    private @Nullable String code;

    @Option(
            names = {"--area", "--areas"},
            paramLabel = "CODE",
            split = ",",
            defaultValue = "city",
            description = "The wards whose figures it shows, by commas (default: the whole city).")
    private List<String> areas = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        NewKiosk kiosk = new NewKiosk(name, areas);
        kiosk.problem(city.city().catalogue()).ifPresent(problem -> {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), problem);
        });
        try (People people = city.city().people()) {
            if (code == null) {
                String invitation = people.invite(kiosk.name(), kiosk.areas());
                System.out.println("kiosk: " + name);
                System.out.println("open once on its screen, within 15 minutes: "
                        + city.city().dashboardUrl() + "pair?code=" + invitation);
            } else if (people.approve(kiosk.name(), kiosk.areas(), code)) {
                System.out.println("kiosk: " + name);
            } else {
                throw new StackFailure(
                        "no screen shows the code '" + code + "'", "Open /pair on it; a code is good for 10 minutes");
            }
        }
        return 0;
    }
}
