package io.cityops.jobs.alarm;

/** A device fell silent, or is heard again. */
public class SilenceSign {
    /** The last that was heard of it. */
    public DeviceSign last = new DeviceSign();

    public boolean silent;
    public long atMillis;

    static SilenceSign of(DeviceSign last, boolean silent, long atMillis) {
        SilenceSign sign = new SilenceSign();
        sign.last = last;
        sign.silent = silent;
        sign.atMillis = atMillis;
        return sign;
    }
}
