package io.cityops.localstack.command;

import picocli.CommandLine.Command;

@Command(
        name = "rejected",
        description = "Messages that the gateway refused.",
        subcommands = {RejectedListCommand.class, RejectedReplayCommand.class, RejectedServeCommand.class})
public final class RejectedCommand {}
