package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.registry.People;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "enable", description = "Lets an account in again, and unlocks it after too many refused sign-ins.")
final class UserEnableCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "NAME", description = "The account's name.")
    private String name = "";

    @Override
    public Integer call() throws Exception {
        try (People people = city.city().people()) {
            if (!people.setEnabled(name, true)) {
                throw new StackFailure("there is no account '" + name + "'", "Check the name");
            }
            System.out.println("enabled: " + name);
        }
        return 0;
    }
}
