package io.cityops.jobs.alarm;

/** When a device was last heard, and whether it has been silent for too long since. */
public class Presence {
    public String deviceId = "";
    public long lastSeenAtMillis;
    public boolean silent;

    static Presence of(String deviceId, long lastSeenAtMillis, boolean silent) {
        Presence presence = new Presence();
        presence.deviceId = deviceId;
        presence.lastSeenAtMillis = lastSeenAtMillis;
        presence.silent = silent;
        return presence;
    }

    @Override
    public String toString() {
        return deviceId + (silent ? " silent since " : " seen ") + lastSeenAtMillis;
    }
}
