package io.cityops.jobs.alarm;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/** When a device was last heard, and whether it has been silent for too long since. */
@TypeInfo(PresenceLayout.class)
public class Presence {
    public String deviceId = "";
    public long lastSeenAtMillis;
    public boolean silent;
    /** The drill whose twin it is; empty in ordinary life. */
    public String drill = "";

    static Presence of(DeviceSign last, boolean silent) {
        Presence presence = new Presence();
        presence.deviceId = last.deviceId;
        presence.lastSeenAtMillis = last.receivedAtMillis;
        presence.drill = last.drill;
        presence.silent = silent;
        return presence;
    }

    @Override
    public String toString() {
        return deviceId + (silent ? " silent since " : " seen ") + lastSeenAtMillis;
    }
}
