package io.cityops.localstack.command;

import picocli.CommandLine.Command;

@Command(
        name = "ca",
        description = "The operator's certificate authority, which vouches for devices on MQTTS.",
        subcommands = {CaInitCommand.class, CaShowCommand.class})
public final class CaCommand {}
