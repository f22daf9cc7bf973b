package io.cityops.jobs.intake;

import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.Quality;
import io.cityops.model.telemetry.Telemetry;
import java.util.Arrays;
import java.util.Map;

/** One observation of one device, as it is worked on where its device's messages come together. One thread's. */
public class DeviceReport {
    private static final CounterStand[] NO_COUNTERS = {};
    private static final int[] NO_DOUBTS = {};

    public String deviceId = "";
    public String deviceType = "";
    public String sector = "";
    public String area = "";
    public long expectedIntervalMillis;
    /** By the gateway's clock; event time advances by it. */
    public long receivedAtMillis;
    /** By the device's clock; decides the window. */
    public long observedAtMillis;

    public long seq = Observation.NO_SEQ;
    /** {@link io.cityops.model.telemetry.Quality} bits. */
    public int quality;

    /** The drill whose twin reported; empty in ordinary life. */
    public String drill = "";

    public String[] measures = {};
    public double[] values = {};
    /** What is doubted of each value, as quality bits; empty: nothing of any. */
    public int[] doubts = NO_DOUBTS;

    /** Counters that are turned into values where a device's reports come together; none behind it. */
    public CounterStand[] counters = NO_COUNTERS;

    public static DeviceReport of(Telemetry telemetry, Observation observation) {
        DeviceReport report = new DeviceReport();
        report.deviceId = telemetry.deviceId();
        report.deviceType = telemetry.deviceType();
        report.sector = telemetry.sector();
        report.area = telemetry.area();
        report.expectedIntervalMillis = telemetry.expectedIntervalMillis();
        report.receivedAtMillis = telemetry.receivedAtMillis();
        report.observedAtMillis = observation.observedAtMillis();
        report.seq = observation.seq();
        report.quality = observation.quality();
        report.drill = Drill.orNone(telemetry.drill());
        report.measures = observation.measures();
        report.values = observation.values();
        if (!observation.counts().isEmpty()) {
            report.counters =
                    observation.counts().stream().map(CounterStand::of).toArray(CounterStand[]::new);
        }
        return report;
    }

    /** Adds what its counters have counted. Counts of one moment are readings of their own by what they count. */
    public void counted(Map<String, Double> values) {
        if (seq == Observation.NO_SEQ) {
            seq = CounterStand.sequence(counters);
        }
        int at = measures.length;
        measures = Arrays.copyOf(measures, at + values.size());
        this.values = Arrays.copyOf(this.values, measures.length);
        for (Map.Entry<String, Double> each : values.entrySet()) {
            measures[at] = each.getKey();
            this.values[at++] = each.getValue();
        }
        counters = NO_COUNTERS;
    }

    /** All quality bits of one value. */
    public int qualityOf(int index) {
        return doubts.length == 0 ? quality : quality | doubts[index];
    }

    public void doubt(int index, int flag) {
        if (doubts.length == 0) {
            doubts = new int[measures.length];
        }
        doubts[index] |= flag;
    }

    public void doubtAll(int flag) {
        for (int i = 0; i < measures.length; i++) {
            doubt(i, flag);
        }
    }

    /** Whether a value is kept, but stands behind no figure. */
    public boolean isExcluded(int index) {
        return doubts.length > 0 && Quality.has(doubts[index], Quality.EXCLUDED);
    }

    /** Whether a value is not believed, so that no alarm stands on it either. */
    public boolean isDoubted(int index) {
        return doubts.length > 0 && Quality.has(doubts[index], Quality.DOUBTED);
    }

    public boolean has(String measure) {
        return indexOf(measure) >= 0;
    }

    /** NaN when this report does not have the measure. */
    public double value(String measure) {
        int index = indexOf(measure);
        return index < 0 ? Double.NaN : values[index];
    }

    /** -1 when this report does not have the measure. */
    public int indexOf(String measure) {
        for (int i = 0; i < measures.length; i++) {
            if (measures[i].equals(measure)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return deviceId + "@" + observedAtMillis + "#" + seq;
    }
}
