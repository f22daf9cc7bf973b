package io.cityops.jobs.indicator;

import static io.cityops.jobs.ReportFixtures.message;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.jobs.device.Announcement;
import io.cityops.jobs.device.Readings;
import io.cityops.jobs.device.ReportRow;
import io.cityops.jobs.intake.DeviceChange;
import io.cityops.jobs.intake.DeviceMessage;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.intake.Headcount;
import io.cityops.jobs.intake.RejectedRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** Both stages of the indicators, one after the other, under a clock and a stream time that the test sets. */
public final class CityFigures implements AutoCloseable {
    public final KeyedTwoInputStreamOperatorTestHarness<String, DeviceMessage, Announcement, ReportRow> readings;
    public final KeyedTwoInputStreamOperatorTestHarness<String, AreaDelta, CatalogueEdition, AreaFigure> areas;
    private final Timing timing;
    private final Map<String, DeviceReport> taken = new HashMap<>();
    private long firstStageClock = 1_000_000;
    private int read;

    public CityFigures(CityCatalogue city, Timing timing) throws Exception {
        this(city, timing, null, null);
    }

    /** Beginning with state that was kept; null: without. */
    public CityFigures(CityCatalogue city, Timing timing, OperatorSubtaskState ofReadings, OperatorSubtaskState ofAreas)
            throws Exception {
        this.timing = timing;
        readings = new KeyedTwoInputStreamOperatorTestHarness<>(
                new Readings(city, timing), message -> message.deviceId, null, Types.STRING);
        areas = new KeyedTwoInputStreamOperatorTestHarness<>(
                new AreaIndicators(city, timing), AreaDelta::key, null, Types.STRING);
        if (ofReadings != null) {
            readings.initializeState(ofReadings);
            areas.initializeState(ofAreas);
        }
        readings.open();
        areas.open();
        readings.setProcessingTime(firstStageClock);
        areas.setProcessingTime(1_000_000);
    }

    public void take(DeviceReport report) throws Exception {
        taken.putIfAbsent(report.deviceId, report);
        readings.processElement1(message(report), report.receivedAtMillis);
        firstStageClock += 1_000;
        readings.setProcessingTime(firstStageClock);
        passOn();
    }

    private void passOn() throws Exception {
        Queue<StreamRecord<AreaDelta>> deltas = readings.getSideOutput(Readings.DELTAS);
        while (deltas != null && !deltas.isEmpty()) {
            areas.processElement1(deltas.poll());
        }
    }

    public void expect(Headcount headcount) throws Exception {
        areas.processElement1(AreaDelta.of(headcount), 0);
    }

    /** The registry says that the devices of a ward are there, and when they are being worked on. */
    public void register(DeviceChange device) throws Exception {
        readings.processElement1(DeviceMessage.registered(device), 0);
        expect(Headcount.of(device.area, device.deviceType, 1, device.drill, device.maintenance));
    }

    /** Both stages hear of a version of the catalogue. */
    public void hear(CatalogueEdition edition) throws Exception {
        readings.processElement2(Announcement.ofCatalogue(edition), 0);
        areas.processElement2(edition, 0);
    }

    /** The watermark that the source sends when it has seen this moment. */
    public void streamReaches(long millis) throws Exception {
        Watermark watermark = new Watermark(millis - timing.watermarkLag().toMillis());
        readings.processBothWatermarks(watermark);
        passOn();
        areas.processBothWatermarks(watermark);
    }

    public void clock(long millis) throws Exception {
        areas.setProcessingTime(millis);
    }

    /** All figures since they were read last. */
    public List<AreaFigure> read() {
        List<AreaFigure> unread = unread();
        read += unread.size();
        return unread;
    }

    public List<AreaFigure> unread() {
        List<AreaFigure> all = areas.extractOutputValues();
        return new ArrayList<>(all.subList(read, all.size()));
    }

    public List<AreaFigure> all() {
        return areas.extractOutputValues();
    }

    /** With what the archive does not say of a device. */
    public List<DeviceReport> stored() {
        List<DeviceReport> stored =
                readings.extractOutputValues().stream().map(ReportRow::report).toList();
        for (DeviceReport report : stored) {
            DeviceReport device = taken.get(report.deviceId);
            report.deviceType = device.deviceType;
            report.area = device.area;
            report.expectedIntervalMillis = device.expectedIntervalMillis;
        }
        return stored;
    }

    public List<RejectedRow> tooOld() {
        Queue<StreamRecord<RejectedRow>> rows = readings.getSideOutput(Readings.TOO_OLD);
        return rows == null
                ? List.of()
                : rows.stream().map(StreamRecord::getValue).toList();
    }

    @Override
    public void close() throws Exception {
        readings.close();
        areas.close();
    }
}
