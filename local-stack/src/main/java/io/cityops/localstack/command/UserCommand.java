package io.cityops.localstack.command;

import picocli.CommandLine.Command;

@Command(
        name = "user",
        description = "The people who may sign in.",
        subcommands = {
            UserAddCommand.class,
            UserDisableCommand.class,
            UserEnableCommand.class,
            UserPasswordCommand.class,
            UserCodeOffCommand.class,
            UserOpenIdCommand.class
        })
public final class UserCommand {}
