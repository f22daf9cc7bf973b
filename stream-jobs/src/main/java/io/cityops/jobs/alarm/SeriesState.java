package io.cityops.jobs.alarm;

import io.cityops.jobs.detect.SeriesMemory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a detector knows of one device's measure in steps of one length: of one size, some 6,300 bytes. */
@TypeInfo(SeriesStateLayout.class)
public class SeriesState {
    public SeriesMemory memory = new SeriesMemory();
    /** The values since {@link #stepMillis} that were not judged yet. */
    public long stepMillis;

    public double sum;
    public int count;
    public long newestMillis = Long.MIN_VALUE;
    /** Whether the alarms were told last that nothing is unusual. */
    public boolean calm;
}
