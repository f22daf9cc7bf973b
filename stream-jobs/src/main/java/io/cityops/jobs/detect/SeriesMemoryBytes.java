package io.cityops.jobs.detect;

import io.cityops.jobs.wire.Packed;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How a {@link SeriesMemory} is written, as part of the state that holds it. */
public final class SeriesMemoryBytes {
    private SeriesMemoryBytes() {}

    public static void write(SeriesMemory memory, DataOutputView out) throws IOException {
        track(memory.plain, out);
        track(memory.dayRests, out);
        track(memory.weekRests, out);
        baseline(memory.day, out);
        baseline(memory.week, out);
        sameness(memory.sameness, out);
        cadence(memory.cadence, out);
        Packed.write(memory.observations, out);
        out.writeDouble(memory.mean);
        Packed.writeDoubles(memory.records.heights, out);
        integers(memory.records.age, out);
        integers(memory.records.newest, out);
        Packed.write(memory.sinceAlarm, out);
        out.writeDouble(memory.alarmDeviation);
    }

    public static SeriesMemory read(DataInputView in) throws IOException {
        SeriesMemory memory = new SeriesMemory();
        memory.plain = track(in);
        memory.dayRests = track(in);
        memory.weekRests = track(in);
        memory.day = baseline(in);
        memory.week = baseline(in);
        memory.sameness = sameness(in);
        memory.cadence = cadence(in);
        memory.observations = Packed.read(in);
        memory.mean = in.readDouble();
        memory.records.heights = Packed.readDoubles(in);
        memory.records.age = integers(in);
        memory.records.newest = integers(in);
        memory.sinceAlarm = Packed.readInt(in);
        memory.alarmDeviation = in.readDouble();
        return memory;
    }

    private static void track(Track track, DataOutputView out) throws IOException {
        Packed.writeDoubles(track.last, out);
        Packed.write(track.taken, out);
        Packed.writeDoubles(track.level, out);
        Packed.writeDoubles(track.variance, out);
        integers(track.known, out);
    }

    private static Track track(DataInputView in) throws IOException {
        Track track = new Track();
        track.last = Packed.readDoubles(in);
        track.taken = Packed.read(in);
        track.level = Packed.readDoubles(in);
        track.variance = Packed.readDoubles(in);
        track.known = integers(in);
        return track;
    }

    private static void baseline(Baseline baseline, DataOutputView out) throws IOException {
        Packed.writeDoubles(baseline.level, out);
        Packed.writeDoubles(baseline.variance, out);
        integers(baseline.known, out);
        out.writeDouble(baseline.allVariance);
        Packed.write(baseline.learned, out);
        out.writeDouble(baseline.error);
        out.writeDouble(baseline.plainError);
        Packed.write(baseline.judged, out);
    }

    private static Baseline baseline(DataInputView in) throws IOException {
        Baseline baseline = new Baseline();
        baseline.level = Packed.readDoubles(in);
        baseline.variance = Packed.readDoubles(in);
        baseline.known = integers(in);
        baseline.allVariance = in.readDouble();
        baseline.learned = Packed.readInt(in);
        baseline.error = in.readDouble();
        baseline.plainError = in.readDouble();
        baseline.judged = Packed.readInt(in);
        return baseline;
    }

    private static void sameness(Sameness sameness, DataOutputView out) throws IOException {
        out.writeDouble(sameness.value);
        Packed.write(sameness.sinceMillis, out);
        Packed.write(sameness.run, out);
        Packed.write(sameness.values, out);
        Packed.write(sameness.repeated, out);
        Packed.write(sameness.repetitions, out);
        Packed.write(sameness.prolonged, out);
        out.writeDouble(sameness.told);
    }

    private static Sameness sameness(DataInputView in) throws IOException {
        Sameness sameness = new Sameness();
        sameness.value = in.readDouble();
        sameness.sinceMillis = Packed.read(in);
        sameness.run = Packed.readInt(in);
        sameness.values = Packed.readInt(in);
        sameness.repeated = Packed.readInt(in);
        sameness.repetitions = Packed.readInt(in);
        sameness.prolonged = Packed.readInt(in);
        sameness.told = in.readDouble();
        return sameness;
    }

    private static void cadence(Cadence cadence, DataOutputView out) throws IOException {
        Packed.write(cadence.lastMillis, out);
        out.writeDouble(cadence.level);
        out.writeDouble(cadence.variance);
        Packed.write(cadence.known, out);
        Packed.write(cadence.intervalMillis, out);
    }

    private static Cadence cadence(DataInputView in) throws IOException {
        Cadence cadence = new Cadence();
        cadence.lastMillis = Packed.read(in);
        cadence.level = in.readDouble();
        cadence.variance = in.readDouble();
        cadence.known = Packed.readInt(in);
        cadence.intervalMillis = Packed.read(in);
        return cadence;
    }

    private static void integers(int[] numbers, DataOutputView out) throws IOException {
        Packed.write(numbers.length, out);
        for (int number : numbers) {
            Packed.write(number, out);
        }
    }

    private static int[] integers(DataInputView in) throws IOException {
        int[] numbers = new int[Packed.readInt(in)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Packed.readInt(in);
        }
        return numbers;
    }
}
