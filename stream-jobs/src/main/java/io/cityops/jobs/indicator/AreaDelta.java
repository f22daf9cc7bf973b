package io.cityops.jobs.indicator;

import io.cityops.jobs.intake.Drill;
import io.cityops.jobs.intake.Headcount;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What the readings of a moment add to an area's windows, or how many devices it expects now. */
@TypeInfo(AreaDeltaLayout.class)
public class AreaDelta {
    public String area = "";
    /** The drill whose twins it speaks of; empty in ordinary life. */
    public String drill = "";

    public List<Slice> slices = new ArrayList<>();

    /** Empty: as many devices as before. Else so many of that type are expected more, or fewer. */
    public String deviceType = "";

    public int headcount;
    /** Of these devices: when they are being worked on. */
    public String maintenance = "";

    public static AreaDelta of(Headcount headcount) {
        AreaDelta delta = new AreaDelta();
        delta.area = headcount.area;
        delta.drill = headcount.drill;
        delta.deviceType = headcount.deviceType;
        delta.headcount = headcount.change;
        delta.maintenance = headcount.maintenance;
        return delta;
    }

    public String key() {
        return Drill.key(area, drill);
    }
}
