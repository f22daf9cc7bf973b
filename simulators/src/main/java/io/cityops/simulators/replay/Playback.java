package io.cityops.simulators.replay;

import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.device.Content;
import io.cityops.simulators.device.DeviceFeed;
import io.cityops.simulators.device.NativeFormat;
import io.cityops.simulators.device.Publication;
import io.cityops.simulators.replay.Recording.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays rows at so many times their own pace. Told what time it is, so that nothing here waits. The first row is due at the
 * start. Not safe for several threads.
 */
final class Playback {
    private final Iterator<PlayedRow> rows;
    private final double speed;
    private final boolean keepTime;
    private final long startMillis;
    private final Map<String, Long> lastStamps = new HashMap<>();
    private @Nullable PlayedRow next;
    private final long firstMillis;
    private long positionMillis;
    private int played;

    /** Rows of a recording, whose values are those of these measures; NaN where one is missing. */
    Playback(List<Row> rows, List<String> measures, double speed, boolean keepTime, long startMillis) {
        this(rows.stream().map(row -> present(row, measures)).iterator(), speed, keepTime, startMillis);
    }

    /**
     * @param rows in the order of time
     * @param keepTime each reading keeps its own time; else it is stamped with the moment it is due
     */
    Playback(Iterator<PlayedRow> rows, double speed, boolean keepTime, long startMillis) {
        this.rows = rows;
        this.speed = speed;
        this.keepTime = keepTime;
        this.startMillis = startMillis;
        this.next = rows.hasNext() ? rows.next() : null;
        this.firstMillis = next == null ? 0 : next.recordedAtMillis();
        this.positionMillis = firstMillis;
    }

    /** Plays what is due by now, at most {@code most} rows. */
    void advanceTo(long nowMillis, int most, Consumer<Publication> player) {
        PlayedRow row = next;
        for (int i = 0; i < most && row != null && dueMillis(row) <= nowMillis; i++) {
            player.accept(publication(row));
            played++;
            positionMillis = row.recordedAtMillis();
            row = rows.hasNext() ? rows.next() : null;
        }
        next = row;
    }

    boolean finished() {
        return next == null;
    }

    int played() {
        return played;
    }

    /** The recording's own time of the row played last, or of the first before any is. */
    long positionMillis() {
        return positionMillis;
    }

    private long dueMillis(PlayedRow row) {
        return startMillis + (long) ((row.recordedAtMillis() - firstMillis) / speed);
    }

    private Publication publication(PlayedRow row) {
        long stamp = stampMillis(row);
        Observation observation = new Observation(stamp, Observation.NO_SEQ, 0, row.measures(), row.values());
        return new Publication(
                row.station().id(),
                DeviceFeed.topic(row.station().sector(), row.station().id()),
                NativeFormat.write(observation),
                List.of(new Content(stamp, Content.UNKNOWN, row.measures().length, 0)),
                null);
    }

    /** Later than the station's stamp before it, so that two rows are never taken for duplicates at a great speed. */
    private long stampMillis(PlayedRow row) {
        if (keepTime) {
            return row.recordedAtMillis();
        }
        long last = lastStamps.getOrDefault(row.station().id(), Long.MIN_VALUE);
        long stamp = Math.max(dueMillis(row), last + 1);
        lastStamps.put(row.station().id(), stamp);
        return stamp;
    }

    private static PlayedRow present(Row row, List<String> measures) {
        List<String> names = new ArrayList<>();
        List<Double> present = new ArrayList<>();
        for (int i = 0; i < row.values().length; i++) {
            if (!Double.isNaN(row.values()[i])) {
                names.add(measures.get(i));
                present.add(row.values()[i]);
            }
        }
        return new PlayedRow(
                row.recordedAtMillis(),
                row.station(),
                names.toArray(String[]::new),
                present.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
