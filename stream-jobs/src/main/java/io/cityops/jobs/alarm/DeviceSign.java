package io.cityops.jobs.alarm;

import io.cityops.jobs.intake.DeviceChange;
import io.cityops.jobs.intake.DeviceReport;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** A sign of life of a device, or that none is expected of it any more. */
@TypeInfo(DeviceSignLayout.class)
public class DeviceSign {
    public String deviceId = "";
    public boolean removed;
    public String deviceType = "";
    public String sector = "";
    public String area = "";
    public long expectedIntervalMillis;
    public long receivedAtMillis;
    /** The drill whose twin it is; empty in ordinary life. */
    public String drill = "";

    public static DeviceSign of(DeviceReport report) {
        DeviceSign sign = new DeviceSign();
        sign.deviceId = report.deviceId;
        sign.deviceType = report.deviceType;
        sign.sector = report.sector;
        sign.area = report.area;
        sign.expectedIntervalMillis = report.expectedIntervalMillis;
        sign.receivedAtMillis = report.receivedAtMillis;
        sign.drill = report.drill;
        return sign;
    }

    public static DeviceSign removed(DeviceChange change) {
        DeviceSign sign = new DeviceSign();
        sign.deviceId = change.deviceId;
        sign.removed = true;
        return sign;
    }
}
