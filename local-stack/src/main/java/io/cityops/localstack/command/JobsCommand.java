package io.cityops.localstack.command;

import io.cityops.localstack.city.StreamJob;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "jobs",
        description = "The stream job, in one process or on its cluster.",
        subcommands = {JobsCommand.Savepoint.class, JobsCommand.Rescale.class, JobsCommand.Restart.class})
public final class JobsCommand implements Runnable {
    @Spec
    private @org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), "a command is missing");
    }

    @Command(name = "savepoint", description = "Takes a savepoint while the job goes on, and prints where it lies.")
    static final class Savepoint implements Callable<Integer> {
        @Mixin
        private CityOption city = new CityOption();

        @Override
        public Integer call() throws Exception {
            System.out.println(city.city().streamJob().savepoint());
            return 0;
        }
    }

    @Command(
            name = "rescale",
            description = {
                "Stops the job with a savepoint and continues from it with another number of parallel tasks.",
                "The number is kept for later starts."
            })
    static final class Rescale implements Callable<Integer> {
        @Mixin
        private CityOption city = new CityOption();

        @Parameters(paramLabel = "N", description = "Parallel tasks, 1 to " + StreamJob.MOST_PARALLEL + ".")
        private int parallelism;

        @Spec
        private @org.jspecify.annotations.Nullable CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            if (parallelism < 1 || parallelism > StreamJob.MOST_PARALLEL) {
                throw new ParameterException(
                        java.util.Objects.requireNonNull(spec).commandLine(),
                        parallelism + ": allowed is 1 to " + StreamJob.MOST_PARALLEL);
            }
            city.city().streamJob().rescale(parallelism, CityOption.console());
            return 0;
        }
    }

    @Command(
            name = "restart",
            description = "Stops the job with a savepoint and continues from it, with the program as it is built now.")
    static final class Restart implements Callable<Integer> {
        @Mixin
        private CityOption city = new CityOption();

        @Override
        public Integer call() throws Exception {
            city.city().streamJob().restart(CityOption.console());
            return 0;
        }
    }
}
