package io.cityops.localstack.command;

import picocli.CommandLine.Command;

@Command(
        name = "device",
        description = "The registry of devices.",
        subcommands = {DeviceAddCommand.class, DeviceImportCommand.class, DeviceTokenCommand.class})
public final class DeviceCommand {}
