package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.registry.People;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "code-off", description = "Asks an account for no code beside its password any more.")
final class UserCodeOffCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "NAME", description = "The account's name.")
    private String name = "";

    @Override
    public Integer call() throws Exception {
        try (People people = city.city().people()) {
            if (!people.dropSecondFactor(name)) {
                throw new StackFailure("account '" + name + "' asks for no code", "Check the name");
            }
            System.out.println("password alone: " + name);
        }
        return 0;
    }
}
