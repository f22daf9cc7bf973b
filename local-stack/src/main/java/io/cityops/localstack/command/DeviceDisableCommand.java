package io.cityops.localstack.command;

import io.cityops.localstack.registry.Registry;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "disable", description = "Locks a device out, at once, until it is enabled again.")
final class DeviceDisableCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The devices' ids.")
    private List<String> ids = List.of();

    @Override
    public Integer call() throws Exception {
        try (Registry registry = city.city().registry()) {
            KnownIds.require(registry, ids);
            registry.setEnabled(ids, false);
            ids.forEach(id -> System.out.println("disabled: " + id));
        }
        return 0;
    }
}
