package io.cityops.jobs.intake;

import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.Telemetry;

/** One observation of one device, as it travels through the job. Public fields: Flink's POJO serializer wants them. */
public class DeviceReport {
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

    public String[] measures = {};
    public double[] values = {};

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
        report.measures = observation.measures();
        report.values = observation.values();
        return report;
    }

    public boolean has(String measure) {
        return indexOf(measure) >= 0;
    }

    /** NaN when this report does not have the measure. */
    public double value(String measure) {
        int index = indexOf(measure);
        return index < 0 ? Double.NaN : values[index];
    }

    private int indexOf(String measure) {
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
