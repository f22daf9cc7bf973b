package io.cityops.jobs.alarm;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What is remembered of a device that was heard at least once. */
@TypeInfo(HeardDeviceLayout.class)
public class HeardDevice {
    public DeviceSign last = new DeviceSign();
    public boolean silent;
    public long silentSinceMillis = Long.MIN_VALUE / 2;
    public long writtenAtMillis = Long.MIN_VALUE / 2;
    /** The one timer of the device, in stream time; 0: none. */
    public long checkAtMillis;
}
