package io.cityops.localstack.command;

import picocli.CommandLine.Command;

@Command(
        name = "device",
        description = "The registry of devices.",
        subcommands = {
            DeviceAddCommand.class,
            DeviceCommandCommand.class,
            DeviceImportCommand.class,
            DeviceTokenCommand.class,
            DeviceCertCommand.class,
            DeviceRevokeCommand.class,
            DeviceEnableCommand.class,
            DeviceDisableCommand.class,
            DeviceDeleteCommand.class
        })
public final class DeviceCommand {}
