package io.cityops.localstack.command;

import picocli.CommandLine.Command;

@Command(
        name = "kiosk",
        description = "Wall screens that are let in without a person.",
        subcommands = {KioskAddCommand.class, KioskListCommand.class, KioskRevokeCommand.class})
public final class KioskCommand {}
