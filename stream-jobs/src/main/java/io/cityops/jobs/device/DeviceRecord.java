package io.cityops.jobs.device;

import io.cityops.jobs.alarm.Facts;
import io.cityops.jobs.indicator.Contributions;
import io.cityops.jobs.indicator.CoveredWindows;
import io.cityops.model.registry.MaintenanceWindow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.jspecify.annotations.Nullable;

/** What the job remembers of one device. */
@TypeInfo(DeviceRecordLayout.class)
public class DeviceRecord {
    public static final long NEVER = Long.MIN_VALUE;

    public long newestObservedMillis = NEVER;
    public long newestReceivedMillis = NEVER;
    public long newestSeq = NEVER;

    /** The quarter of an hour, by received time, whose observations are {@link #seen}. */
    public long seenSinceMillis = NEVER;

    /** The first such quarter since when all are remembered; {@link #NEVER}: not known. */
    public long firstSeenMillis = NEVER;

    public SeenObservations seen = new SeenObservations();
    /** By measure; only those that the catalogue says how to doubt. */
    public Map<String, LastValue> lastValues = new HashMap<>();

    public ClockOffset clock = new ClockOffset();
    /** By group of measures, see {@link io.cityops.jobs.indicator.Contributions}. */
    public Map<String, CoveredWindows> coverage = new HashMap<>();

    /** By measure and source; only devices that tell where their counters stand have them. */
    public Map<String, CounterMemory> counters = new HashMap<>();

    public Heard heard = new Heard();

    /** When it is being worked on, as {@link MaintenanceWindow#text} has it. */
    public String maintenance = "";

    // Found again quickly; none of it is kept in checkpoints.

    transient @Nullable Shape shape;
    private transient @Nullable LastValue[] lastOfShape = {};
    transient Contributions.@Nullable Route route;
    transient Watched.@Nullable Told told;
    transient Facts.@Nullable Told toldConditions;
    private transient @Nullable List<MaintenanceWindow> windows;
    /** Whether the state lacks what is here. */
    transient boolean dirty;
    /** How many checkpoints the device has not been heard. */
    transient int idle;

    /** They hold what followed from the catalogue before. */
    void forgetShortcuts() {
        shape = null;
        route = null;
        told = null;
        toldConditions = null;
    }

    boolean isInMaintenance(long atMillis) {
        if (maintenance.isEmpty()) {
            return false;
        }
        if (windows == null) {
            windows = MaintenanceWindow.parse(maintenance);
        }
        for (MaintenanceWindow window : windows) {
            if (window.isOpen(atMillis)) {
                return true;
            }
        }
        return false;
    }

    void maintain(String newest) {
        maintenance = newest;
        windows = null;
    }

    void shape(Shape newest) {
        shape = newest;
        lastOfShape = new LastValue[newest.measures.length];
    }

    /** @param index of the measure in {@link #shape} */
    LastValue lastValue(String measure, int index) {
        LastValue last = lastOfShape[index];
        if (last == null) {
            last = lastValues.computeIfAbsent(measure, key -> new LastValue());
            lastOfShape[index] = last;
        }
        return last;
    }

    /** One measure's newest value, and since when it has been the same. */
    public static class LastValue {
        public double value = Double.NaN;
        public long sinceMillis;
    }
}
