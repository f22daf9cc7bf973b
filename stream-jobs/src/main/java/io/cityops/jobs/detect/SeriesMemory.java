package io.cityops.jobs.detect;

/**
 * All that the detector remembers of a series, of a fixed size: some 6,400 bytes however long the series is.
 *
 * <p>A Flink state type: a POJO, whose fields may be added to.
 */
public class SeriesMemory {
    static final int DAY_SLOTS = 48;
    static final int WEEK_SLOTS = 168;

    public Track plain = new Track();
    public Track dayRests = new Track();
    public Track weekRests = new Track();
    public Baseline day = Baseline.of(DAY_SLOTS);
    public Baseline week = Baseline.of(WEEK_SLOTS);
    public Sameness sameness = new Sameness();
    public Cadence cadence = new Cadence();

    public long observations;
    /** The running mean that baselines must do better than. */
    public double mean;

    public Records records = new Records();

    /** Observations since the last alarm, and how far out that was. */
    public int sinceAlarm = Integer.MAX_VALUE;

    public double alarmDeviation;
}
