package io.cityops.jobs.alarm;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/** One value of a device for the rules that look for what is unusual in it. */
@TypeInfo(SeriesPointLayout.class)
public class SeriesPoint {
    /** Measure and step, see {@link WatchedSeries}. */
    public String series = "";

    public String deviceId = "";
    public String deviceType = "";
    public String area = "";
    public String sector = "";
    /** The drill that it is of; empty in ordinary life. */
    public String drill = "";

    public double value;
    /** When it was true, by the clock of who observed it. */
    public long atMillis;
    /** When the stream learned of it. */
    public long receivedAtMillis;
    /** How often such a value is expected. */
    public long intervalMillis;

    public String key() {
        return series + "|" + deviceId;
    }

    @Override
    public String toString() {
        return key() + "=" + value + "@" + atMillis;
    }
}
