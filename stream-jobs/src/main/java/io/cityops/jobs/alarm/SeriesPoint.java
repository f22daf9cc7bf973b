package io.cityops.jobs.alarm;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/** One value of a device for a rule that looks for what is unusual. */
@TypeInfo(SeriesPointLayout.class)
public class SeriesPoint {
    public String rule = "";
    public String deviceId = "";
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
        return rule + "|" + deviceId;
    }

    @Override
    public String toString() {
        return key() + "=" + value + "@" + atMillis;
    }
}
