package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.registry.People;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "revoke", description = "Lets a wall screen in no more; what it shows goes dark within seconds.")
final class KioskRevokeCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "NAME", description = "The screen's name.")
    private String name = "";

    @Override
    public Integer call() throws Exception {
        try (People people = city.city().people()) {
            if (!people.revokeKiosk(name)) {
                throw new StackFailure("there is no kiosk '" + name + "'", "See ./cityops kiosk list");
            }
            System.out.println("revoked: " + name);
        }
        return 0;
    }
}
