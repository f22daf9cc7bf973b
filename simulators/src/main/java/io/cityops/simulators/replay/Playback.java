package io.cityops.simulators.replay;

import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.device.Content;
import io.cityops.simulators.device.DeviceFeed;
import io.cityops.simulators.device.NativeFormat;
import io.cityops.simulators.device.Publication;
import io.cityops.simulators.replay.Recording.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Plays rows at so many times their own pace. Told what time it is, so that nothing here waits. The first row is due at the
 * start. Not safe for several threads.
 */
final class Playback {
    private final List<Row> rows;
    private final List<String> measures;
    private final double speed;
    private final boolean keepTime;
    private final long startMillis;
    private final Map<String, Long> lastStamps = new HashMap<>();
    private int next;

    /** @param keepTime each reading keeps its own time; else it is stamped with the moment it is due */
    Playback(List<Row> rows, List<String> measures, double speed, boolean keepTime, long startMillis) {
        this.rows = rows;
        this.measures = List.copyOf(measures);
        this.speed = speed;
        this.keepTime = keepTime;
        this.startMillis = startMillis;
    }

    /** Plays what is due by now, at most {@code most} rows. */
    void advanceTo(long nowMillis, int most, Consumer<Publication> player) {
        for (int played = 0; played < most && next < rows.size() && dueMillis(rows.get(next)) <= nowMillis; played++) {
            player.accept(publication(rows.get(next)));
            next++;
        }
    }

    boolean finished() {
        return next == rows.size();
    }

    int played() {
        return next;
    }

    /** The recording's own time of the row played last, or of the first before any is. */
    long positionMillis() {
        return rows.get(Math.max(0, next - 1)).recordedAtMillis();
    }

    private long dueMillis(Row row) {
        long sinceFirst = row.recordedAtMillis() - rows.getFirst().recordedAtMillis();
        return startMillis + (long) (sinceFirst / speed);
    }

    private Publication publication(Row row) {
        List<String> names = new ArrayList<>();
        List<Double> present = new ArrayList<>();
        for (int i = 0; i < row.values().length; i++) {
            if (!Double.isNaN(row.values()[i])) {
                names.add(measures.get(i));
                present.add(row.values()[i]);
            }
        }
        long stamp = stampMillis(row);
        Observation observation = new Observation(
                stamp,
                Observation.NO_SEQ,
                0,
                names.toArray(String[]::new),
                present.stream().mapToDouble(Double::doubleValue).toArray());
        return new Publication(
                row.station().id(),
                DeviceFeed.topic(row.station().sector(), row.station().id()),
                NativeFormat.write(observation),
                List.of(new Content(stamp, Content.UNKNOWN, names.size(), 0)),
                null);
    }

    /** Later than the station's stamp before it, so that two rows are never taken for duplicates at a great speed. */
    private long stampMillis(Row row) {
        if (keepTime) {
            return row.recordedAtMillis();
        }
        long last = lastStamps.getOrDefault(row.station().id(), Long.MIN_VALUE);
        long stamp = Math.max(dueMillis(row), last + 1);
        lastStamps.put(row.station().id(), stamp);
        return stamp;
    }
}
