package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.registry.Registry;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "token", description = "Gives a device a new token, prints it once, and makes the old one worthless.")
final class DeviceTokenCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "ID", description = "The device's id.")
    private String id = "";

    @Override
    public Integer call() throws Exception {
        try (Registry registry = city.city().registry()) {
            String token = registry.newToken();
            if (!registry.replaceToken(id, token)) {
                throw new StackFailure(
                        "there is no device '" + id + "'",
                        "Register it with: ./cityops device add " + id + " --type TYPE --area CODE");
            }
            System.out.println("token: " + token);
        }
        return 0;
    }
}
