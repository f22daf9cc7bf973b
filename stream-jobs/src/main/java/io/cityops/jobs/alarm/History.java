package io.cityops.jobs.alarm;

import java.io.Serializable;

/** What was stored of a device before the stream comes to it, for detectors to learn from. */
@FunctionalInterface
public interface History extends Serializable, AutoCloseable {
    /** Knows of nothing. */
    History NONE = (deviceId, measure, fromMillis, beforeMillis, stepMillis) -> Past.NOTHING;

    /**
     * The means of steps of time in which there is something believed.
     *
     * @param fromMillis epoch, included
     * @param beforeMillis epoch, not included
     * @throws Exception when it cannot be read now; it may be asked again
     */
    Past of(String deviceId, String measure, long fromMillis, long beforeMillis, long stepMillis) throws Exception;

    /** Lets go of what reading needed; it may be asked again nevertheless. */
    @Override
    default void close() {}

    /**
     * @param atMillis where the steps begin, ascending
     * @param means as many
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Past(long[] atMillis, double[] means) {
        static final Past NOTHING = new Past(new long[0], new double[0]);
    }
}
