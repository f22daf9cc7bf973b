package io.cityops.localstack.command;

import io.cityops.localstack.city.NewAccount;
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

@Command(name = "add", description = "Adds an account and prints its generated password, once.")
final class UserAddCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "NAME", description = "2 to 64 lower-case letters, digits and . _ -, the first a letter.")
    private String name = "";

    @Option(names = "--role", required = true, description = "administrator, operator, leader, engineer or kiosk.")
    private String role = "";

    @Option(
            names = {"--area", "--areas"},
            paramLabel = "CODE",
            split = ",",
            defaultValue = "city",
            description = "The wards that the account is for, by commas (default: the whole city).")
    private List<String> areas = List.of();

    @Option(
            names = {"--sector", "--sectors"},
            paramLabel = "ID",
            split = ",",
            description = "The sectors that the account is for, by commas (default: all).")
    private List<String> sectors = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        NewAccount account = new NewAccount(name, role, areas, sectors);
        account.problem(city.city().catalogue()).ifPresent(problem -> {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), problem);
        });
        String password = account.addTo(city.city());
        System.out.println("user: " + name);
        System.out.println("password: " + password);
        return 0;
    }
}
