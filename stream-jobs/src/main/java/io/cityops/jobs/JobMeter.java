package io.cityops.jobs;

import java.util.Locale;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * All counters of our own, as {@code cityops_jobs_..._total} on the metrics page, by operator and subtask. Flink's own
 * stand there too, as {@code flink_...}.
 */
public enum JobMeter {
    /** Observations that came in, copies included. Alert when it stands still while the gateway's does not. */
    OBSERVATIONS,
    /** Copies of observations that had come before. A rise tells of bad links. */
    DUPLICATES,
    /** Observations that came after their window's end and lag: each corrects a figure. */
    LATE_OBSERVATIONS,
    /** Observations too late to correct a figure; stored all the same. Alert when over 1 % of all. */
    TOO_LATE_OBSERVATIONS,
    /** Figures of closed windows that were corrected. */
    CORRECTIONS,
    /** Values that were flagged as stuck, improbable or a jump. A rise tells of devices to be looked at. */
    DOUBTED_VALUES,
    /** Counts that say nothing but where counting begins: a device's first, or its first after a long gap. */
    COUNTER_BEGINS,
    /** Counters that began anew: what was counted between the last count and the reset is lost. */
    COUNTER_RESETS,
    /** Increments that no such device can have counted; kept as rejected. Alert on any. */
    INCREMENTS_REFUSED,
    /** Records of topic telemetry that are no message of ours; kept as rejected. Alert on any. */
    FOREIGN_RECORDS,
    /** Rows given to the database, those it knew already included. */
    ROWS_WRITTEN,
    /** Rows that the database would not take for what was in them. Alert on any. */
    ROWS_REFUSED,
    /** Attempts to write that failed and were made again. Alert when it rises for a minute: the database is away. */
    DATABASE_RETRIES,
    /** Alarms raised, changed or cleared. */
    ALERT_TRANSITIONS,
    /** Versions of the catalogue that were taken over. */
    CATALOGUES_TAKEN,
    /** Versions of the catalogue that were refused whole; {@code ./cityops catalogue list} says why. Alert on any. */
    CATALOGUES_REFUSED,
    /** Readings summed by a catalogue that the areas had not heard of: missing in a new indicator's first figures. */
    UNKNOWN_DEFINITIONS;

    /** A gauge: the number of the catalogue in force; 0 before the first. */
    public static final String CATALOGUE_VERSION = "cityops_catalogue_version";

    /** A gauge: series whose detector has seen too little to judge. */
    public static final String SERIES_LEARNING = "cityops_series_learning";

    /** A gauge: series that detectors have judged since the start. */
    public static final String SERIES_JUDGED = "cityops_series_judged";

    /** What all their names in Flink begin with. */
    public static final String PREFIX = "cityops_";

    public Counter of(MetricGroup group) {
        return group.counter(PREFIX + name().toLowerCase(Locale.ROOT));
    }
}
