package io.cityops.jobs.indicator;

import io.cityops.jobs.intake.Drill;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What the readings of a moment add to an area's windows. */
@TypeInfo(AreaDeltaLayout.class)
public class AreaDelta {
    public String area = "";
    /** The drill whose twins it speaks of; empty in ordinary life. */
    public String drill = "";

    public List<Slice> slices = new ArrayList<>();

    public String key() {
        return Drill.key(area, drill);
    }
}
