package io.cityops.localstack.command;

import io.cityops.localstack.registry.Registry;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Removes a device from the registry. What it measured stays.")
final class DeviceDeleteCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The devices' ids.")
    private List<String> ids = List.of();

    @Override
    public Integer call() throws Exception {
        try (Registry registry = city.city().registry()) {
            KnownIds.require(registry, ids);
            for (String id : ids) {
                registry.delete(id);
                System.out.println("deleted: " + id);
            }
        }
        return 0;
    }
}
