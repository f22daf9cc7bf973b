package io.cityops.jobs.device;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/** When a device was last heard, and whether it has been silent for too long since. */
@TypeInfo(PresenceLayout.class)
public class Presence {
    public String deviceId = "";
    public long lastSeenAtMillis;
    public boolean silent;
    /** The drill whose twin it is; empty in ordinary life. */
    public String drill = "";

    static Presence of(String deviceId, Heard heard) {
        Presence presence = new Presence();
        presence.deviceId = deviceId;
        presence.lastSeenAtMillis = heard.atMillis;
        presence.drill = heard.drill;
        presence.silent = heard.silent;
        return presence;
    }

    @Override
    public String toString() {
        return deviceId + (silent ? " silent since " : " seen ") + lastSeenAtMillis;
    }
}
