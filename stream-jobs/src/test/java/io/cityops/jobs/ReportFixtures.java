package io.cityops.jobs;

import io.cityops.jobs.intake.DeviceMessage;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.telemetry.Count;
import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.Quality;
import io.cityops.model.telemetry.Telemetry;
import io.cityops.model.telemetry.TelemetryCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reports of devices in two wards of the reference city, about one noon. */
public final class ReportFixtures {
    public static final String WARD = "25747";
    public static final String OTHER_WARD = "25750";
    public static final String CITY = "city";
    /** The start of a clock hour, so of a window too. */
    public static final Instant NOON = Instant.parse("2026-11-22T05:00:00Z");

    private ReportFixtures() {}

    public static long noonPlus(long seconds) {
        return NOON.plusSeconds(seconds).toEpochMilli();
    }

    /** Observed so many seconds after noon and received 200 ms later. */
    public static DeviceReport camera(String id, long second, double vehicles, double speedKmh) {
        return report(id, "traffic-camera", "traffic", second, "vehicle_count", vehicles, "mean_speed_kmh", speedKmh);
    }

    public static DeviceReport gauge(String id, long second, double levelM) {
        return report(id, "river-gauge", "water", second, "water_level_m", levelM);
    }

    public static DeviceReport rain(String id, long second, double mm) {
        return report(id, "rain-gauge", "water", second, "rain_mm", mm);
    }

    public static DeviceReport station(String id, long second, double pm25) {
        return report(id, "air-station", "environment", second, "pm25_ugm3", pm25);
    }

    public static DeviceReport report(String id, String type, String sector, long second, Object... measures) {
        DeviceReport report = new DeviceReport();
        report.deviceId = id;
        report.deviceType = type;
        report.sector = sector;
        report.area = WARD;
        report.expectedIntervalMillis =
                Duration.ofSeconds(sector.equals("traffic") ? 30 : 60).toMillis();
        report.observedAtMillis = noonPlus(second);
        report.receivedAtMillis = noonPlus(second) + 200;
        report.measures = new String[measures.length / 2];
        report.values = new double[measures.length / 2];
        for (int i = 0; i < report.measures.length; i++) {
            report.measures[i] = (String) measures[2 * i];
            report.values[i] = ((Number) measures[2 * i + 1]).doubleValue();
        }
        return report;
    }

    /** A camera that tells where its counters stand: pairs of name and count. */
    public static DeviceReport counting(String id, long second, Object... counters) {
        DeviceReport report = report(id, "traffic-camera", "traffic", second);
        List<Count> counts = new ArrayList<>();
        for (int i = 0; i < counters.length; i += 2) {
            double count = ((Number) counters[i + 1]).doubleValue();
            counts.add(new Count("vehicle_count", (String) counters[i], count, 65_536, 900_000, 10_000));
        }
        Observation observation =
                new Observation(report.observedAtMillis, Observation.NO_SEQ, 0, new String[0], new double[0], counts);
        Telemetry telemetry = new Telemetry(
                id,
                report.deviceType,
                report.sector,
                report.area,
                report.expectedIntervalMillis,
                report.receivedAtMillis,
                List.of(observation));
        return DeviceReport.of(telemetry, observation);
    }

    /** As the gateway would have written it. */
    public static Telemetry telemetry(DeviceReport report) {
        List<Count> counts = Arrays.stream(report.counters)
                .map(stand -> new Count(
                        stand.measure,
                        stand.source,
                        stand.value,
                        stand.wrapsAt,
                        stand.maxGapMillis,
                        stand.maxIncrement))
                .toList();
        Observation observation = new Observation(
                report.observedAtMillis, report.seq, report.quality, report.measures, report.values, counts);
        return new Telemetry(
                report.deviceId,
                report.deviceType,
                report.sector,
                report.area,
                report.expectedIntervalMillis,
                report.receivedAtMillis,
                List.of(observation),
                report.drill.isEmpty() ? null : report.drill);
    }

    public static DeviceMessage message(DeviceReport report) {
        return DeviceMessage.of(TelemetryCodec.encode(telemetry(report)), 0, 0);
    }

    public static DeviceReport in(String area, DeviceReport report) {
        report.area = area;
        return report;
    }

    /** From the device's twin in a drill. */
    public static DeviceReport inDrill(String drill, DeviceReport report) {
        report.drill = drill;
        report.deviceId = "drill-" + drill + "-" + report.deviceId;
        return report;
    }

    /** Received so many seconds after noon, late or early. */
    public static DeviceReport receivedAt(long second, DeviceReport report) {
        report.receivedAtMillis = noonPlus(second);
        return report;
    }

    public static DeviceReport numbered(long seq, DeviceReport report) {
        report.seq = seq;
        return report;
    }

    /** Without a time of its own. */
    public static DeviceReport byGatewayTime(DeviceReport report) {
        report.quality = Quality.GATEWAY_TIME;
        report.observedAtMillis = report.receivedAtMillis;
        return report;
    }
}
