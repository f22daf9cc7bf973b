package io.cityops.jobs.intake;

import io.cityops.jobs.wire.Words;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Device reports on their way from task to task, where each goes twice: several times cheaper than field by field. No
 * state holds them, so what is written here is never read by another version.
 */
final class DeviceReportSerializer extends TypeSerializer<DeviceReport> {
    private static final long serialVersionUID = 1;
    private static final String[] NO_MEASURES = {};
    private static final double[] NO_VALUES = {};
    private static final int[] NO_DOUBTS = {};
    private static final CounterStand[] NO_COUNTERS = {};

    private transient Words words = new Words();

    @Override
    public void serialize(DeviceReport report, DataOutputView out) throws IOException {
        Words.write(report.deviceId, out);
        Words.write(report.deviceType, out);
        Words.write(report.sector, out);
        Words.write(report.area, out);
        Words.write(report.drill, out);
        out.writeLong(report.expectedIntervalMillis);
        out.writeLong(report.receivedAtMillis);
        out.writeLong(report.observedAtMillis);
        out.writeLong(report.seq);
        out.writeInt(report.quality);
        out.writeInt(report.measures.length);
        for (int i = 0; i < report.measures.length; i++) {
            Words.write(report.measures[i], out);
            out.writeDouble(report.values[i]);
        }
        out.writeInt(report.doubts.length);
        for (int doubt : report.doubts) {
            out.writeInt(doubt);
        }
        out.writeInt(report.counters.length);
        for (CounterStand stand : report.counters) {
            write(stand, out);
        }
    }

    private static void write(CounterStand stand, DataOutputView out) throws IOException {
        Words.write(stand.measure, out);
        Words.write(stand.source, out);
        out.writeDouble(stand.value);
        out.writeDouble(stand.wrapsAt);
        out.writeLong(stand.maxGapMillis);
        out.writeDouble(stand.maxIncrement);
    }

    @Override
    public DeviceReport deserialize(DataInputView in) throws IOException {
        Words texts = words();
        DeviceReport report = new DeviceReport();
        report.deviceId = texts.readOnce(in);
        report.deviceType = texts.readKnown(in);
        report.sector = texts.readKnown(in);
        report.area = texts.readKnown(in);
        report.drill = texts.readKnown(in);
        report.expectedIntervalMillis = in.readLong();
        report.receivedAtMillis = in.readLong();
        report.observedAtMillis = in.readLong();
        report.seq = in.readLong();
        report.quality = in.readInt();
        int measures = in.readInt();
        report.measures = measures == 0 ? NO_MEASURES : new String[measures];
        report.values = measures == 0 ? NO_VALUES : new double[measures];
        for (int i = 0; i < measures; i++) {
            report.measures[i] = texts.readKnown(in);
            report.values[i] = in.readDouble();
        }
        int doubts = in.readInt();
        report.doubts = doubts == 0 ? NO_DOUBTS : new int[doubts];
        for (int i = 0; i < doubts; i++) {
            report.doubts[i] = in.readInt();
        }
        int counters = in.readInt();
        report.counters = counters == 0 ? NO_COUNTERS : new CounterStand[counters];
        for (int i = 0; i < counters; i++) {
            report.counters[i] = readCounter(texts, in);
        }
        return report;
    }

    private static CounterStand readCounter(Words texts, DataInputView in) throws IOException {
        CounterStand stand = new CounterStand();
        stand.measure = texts.readKnown(in);
        stand.source = texts.readKnown(in);
        stand.value = in.readDouble();
        stand.wrapsAt = in.readDouble();
        stand.maxGapMillis = in.readLong();
        stand.maxIncrement = in.readDouble();
        return stand;
    }

    /** Not there yet when the serializer itself came serialised. */
    @SuppressWarnings("NullAway") // transient
    private Words words() {
        Words own = words;
        if (own == null) {
            own = new Words();
            words = own;
        }
        return own;
    }

    @Override
    public DeviceReport deserialize(DeviceReport reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView from, DataOutputView to) throws IOException {
        serialize(deserialize(from), to);
    }

    @Override
    public DeviceReport copy(DeviceReport from) {
        DeviceReport copy = new DeviceReport();
        copy.deviceId = from.deviceId;
        copy.deviceType = from.deviceType;
        copy.sector = from.sector;
        copy.area = from.area;
        copy.drill = from.drill;
        copy.expectedIntervalMillis = from.expectedIntervalMillis;
        copy.receivedAtMillis = from.receivedAtMillis;
        copy.observedAtMillis = from.observedAtMillis;
        copy.seq = from.seq;
        copy.quality = from.quality;
        copy.measures = from.measures.clone();
        copy.values = from.values.clone();
        copy.doubts = from.doubts.clone();
        copy.counters = from.counters.clone(); // never changed once made
        return copy;
    }

    @Override
    public DeviceReport copy(DeviceReport from, DeviceReport reuse) {
        return copy(from);
    }

    @Override
    public DeviceReport createInstance() {
        return new DeviceReport();
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public int getLength() {
        return -1;
    }

    /** The texts that it remembers are one thread's. */
    @Override
    public TypeSerializer<DeviceReport> duplicate() {
        return new DeviceReportSerializer();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceReportSerializer;
    }

    @Override
    public int hashCode() {
        return DeviceReportSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<DeviceReport> snapshotConfiguration() {
        return new Snapshot();
    }

    /** By its class alone. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<DeviceReport> {
        public Snapshot() {
            super(DeviceReportSerializer::new);
        }
    }
}
