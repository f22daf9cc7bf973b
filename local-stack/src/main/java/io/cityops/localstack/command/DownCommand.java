package io.cityops.localstack.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "down", description = "Stops the stack in order, and what a killed one left running.")
public final class DownCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Override
    public Integer call() throws Exception {
        boolean ran = city.city().stop(CityOption.console());
        System.out.println(ran ? "down" : "nothing is running");
        return 0;
    }
}
