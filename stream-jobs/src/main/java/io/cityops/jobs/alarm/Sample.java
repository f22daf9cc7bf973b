package io.cityops.jobs.alarm;

import io.cityops.jobs.intake.Drill;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** One value for one rule and one entity. */
@TypeInfo(SampleLayout.class)
public class Sample {
    public static final String DEVICE = "device";
    public static final String AREA = "area";

    public String rule = "";
    public String entityKind = DEVICE;
    public String entityId = "";
    public String area = "";
    public String sector = "";
    public double value;
    /** When it was true, by the clock of who observed it. */
    public long atMillis;
    /** When the stream learned of it. */
    public long receivedAtMillis;
    /** The entity is no longer watched; the value means nothing. */
    public boolean gone;

    /** What the value means, in Vietnamese and in the next line in English; empty where the value says it. */
    public String detail = "";

    /** The drill that it is of; empty in ordinary life. */
    public String drill = "";

    /** One alarm at most is open for a key. Areas are each drill's as well as ordinary life's, a device is not. */
    public String key() {
        return rule + "|" + entityKind + "|" + (entityKind.equals(AREA) ? Drill.key(entityId, drill) : entityId);
    }

    @Override
    public String toString() {
        return key() + "=" + (gone ? "gone" : value) + "@" + atMillis;
    }
}
