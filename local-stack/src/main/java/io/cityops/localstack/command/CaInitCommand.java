package io.cityops.localstack.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "init", description = "Makes the authority if there is none yet, and shows it.")
final class CaInitCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Override
    public Integer call() throws Exception {
        CaShowCommand.print(city.city().authority());
        return 0;
    }
}
