package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.city.Passwords;
import io.cityops.localstack.registry.People;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "password",
        description = "Gives an account a new password, prints it once, and signs out whoever used the old one.")
final class UserPasswordCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "NAME", description = "The account's name.")
    private String name = "";

    @Override
    public Integer call() throws Exception {
        try (People people = city.city().people()) {
            String password = Passwords.generate();
            if (!people.replacePassword(name, Passwords.bcrypt(password))) {
                throw new StackFailure("there is no account '" + name + "'", "Check the name");
            }
            System.out.println("password: " + password);
        }
        return 0;
    }
}
