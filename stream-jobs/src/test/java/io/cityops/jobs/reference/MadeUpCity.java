package io.cityops.jobs.reference;

import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Some hours of devices of every type in a few wards, as a bad network brings them: late, twice, out of order; with
 * improbable values, missing measures and devices that fall silent. The same for the same seed.
 */
public final class MadeUpCity {
    private static final List<String> WARDS = List.of("25747", "25750", "25760");

    private final Random random;
    private final long startMillis;
    private final long endMillis;
    private final List<DeviceReport> reports = new ArrayList<>();

    private MadeUpCity(long seed, long startMillis, long endMillis) {
        this.random = new Random(seed);
        this.startMillis = startMillis;
        this.endMillis = endMillis;
    }

    /** In the order in which they are received. */
    public static List<DeviceReport> reports(Catalogue catalogue, long seed, long startMillis, long endMillis) {
        MadeUpCity city = new MadeUpCity(seed, startMillis, endMillis);
        for (DeviceType type : catalogue.deviceTypes()) {
            for (int i = 0; i < 3; i++) {
                city.device(type, type.id() + "-" + i, WARDS.get(i * i % WARDS.size()));
            }
        }
        city.reports.sort(Comparator.comparingLong(report -> report.receivedAtMillis));
        return city.reports;
    }

    private void device(DeviceType type, String id, String ward) {
        long interval = type.defaultInterval().toMillis() * (random.nextInt(4) == 0 ? 2 : 1);
        long silentFrom = startMillis + random.nextLong(endMillis - startMillis);
        long silentTo = silentFrom + random.nextLong(20 * 60_000);
        long at = startMillis + random.nextLong(interval);
        for (int seq = 0; at < endMillis; seq++, at += interval + random.nextInt(2_000) - 1_000) {
            if (at < silentFrom || at > silentTo) {
                DeviceReport report = report(type, id, ward, at, seq);
                report.expectedIntervalMillis = interval;
                reports.add(report);
                if (random.nextInt(50) == 0) {
                    DeviceReport again = report(type, id, ward, at, seq);
                    again.expectedIntervalMillis = interval;
                    again.measures = report.measures;
                    again.values = report.values;
                    again.receivedAtMillis = report.receivedAtMillis + random.nextInt(30_000);
                    reports.add(again);
                }
            }
        }
    }

    private DeviceReport report(DeviceType type, String id, String ward, long at, long seq) {
        DeviceReport report = new DeviceReport();
        report.deviceId = id;
        report.deviceType = type.id();
        report.sector = type.sector();
        report.area = ward;
        report.observedAtMillis = at;
        report.receivedAtMillis = at + random.nextInt(3_000) + delayMillis();
        report.seq = seq;
        List<Measure> measures = type.measures().values().stream()
                .sorted(Comparator.comparing(Measure::id))
                .filter(measure -> random.nextInt(40) > 0)
                .toList();
        report.measures = measures.stream().map(Measure::id).toArray(String[]::new);
        report.values = measures.stream().mapToDouble(this::value).toArray();
        return report;
    }

    private long delayMillis() {
        return switch (random.nextInt(30)) {
            case 0 -> random.nextLong(90 * 60_000);
            case 1 -> random.nextLong(60_000);
            default -> 0;
        };
    }

    /** Mostly of the believable part of the range; now and then of all of it. */
    private double value(Measure measure) {
        double low = Math.max(measure.min(), measure.doubt().below());
        double high = Math.min(measure.max(), measure.doubt().above());
        boolean odd = random.nextInt(60) == 0;
        double from = odd ? measure.min() : low;
        double to = odd ? measure.max() : low + (high - low) * 0.4;
        double value = from + random.nextDouble() * (to - from);
        return measure.precision() == 0 ? Math.rint(value) : value;
    }
}
