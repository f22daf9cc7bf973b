package io.cityops.localstack.command;

import io.cityops.localstack.registry.People;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "The wall screens that are let in.")
final class KioskListCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Override
    public Integer call() throws Exception {
        try (People people = city.city().people()) {
            people.kiosks()
                    .forEach(kiosk -> System.out.printf(
                            "%s  %s  since %s, by %s%n",
                            kiosk.name(), String.join(",", kiosk.areas()), kiosk.createdAt(), kiosk.createdBy()));
        }
        return 0;
    }
}
