package io.cityops.jobs.intake;

import io.cityops.model.registry.Device;
import io.cityops.model.registry.MaintenanceWindow;

/** The newest that the registry says of a device. */
public class DeviceChange {
    public String deviceId = "";
    /** False once it was deleted or disabled: nothing is expected of it then. */
    public boolean expected;

    public String deviceType = "";
    public String sector = "";
    public String area = "";
    public long expectedIntervalMillis;
    /** The drill whose twin it is; empty in ordinary life, and once it was deleted. */
    public String drill = "";

    /** When it is being worked on, as {@link MaintenanceWindow#text} has it. */
    public String maintenance = "";

    public static DeviceChange of(Device device) {
        DeviceChange change = new DeviceChange();
        change.deviceId = device.id();
        change.expected = device.enabled();
        change.deviceType = device.type();
        change.sector = device.sector();
        change.area = device.area();
        change.expectedIntervalMillis = device.expectedIntervalMillis();
        change.drill = Drill.orNone(device.drill());
        change.maintenance = MaintenanceWindow.text(device.maintenance());
        return change;
    }

    public static DeviceChange deleted(String deviceId) {
        DeviceChange change = new DeviceChange();
        change.deviceId = deviceId;
        return change;
    }
}
