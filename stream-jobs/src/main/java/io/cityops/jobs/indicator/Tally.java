package io.cityops.jobs.indicator;

/** What is known of one indicator in one window of an area: the numbers of its aggregate, and what stands behind them. */
public class Tally {
    public static final long NEVER_NEWEST = Long.MIN_VALUE;
    public static final long NEVER_OLDEST = Long.MAX_VALUE;

    /** Of what was kept before definitions were. */
    static final int UNKNOWN_DEFINITION = 0;

    /** By which definition of the indicator the numbers were made. */
    public int definition;

    public Numbers numbers = new Numbers();
    /** All readings taken, those that were not believed included. */
    public int readings;
    /** Of these, received when the window was over by the lag. */
    public int late;
    /** Devices that were heard in the window. */
    public int heard;
    /** Devices that were heard in it, or so shortly before that nothing more could be expected of them. */
    public int covered;
    /** Devices of which a reading was left out as stuck. */
    public int stuck;
    /** Devices of which a reading was left out for its improbable value. */
    public int suspicious;

    /** Shown though nobody may report: the window before had readings, or it is made of others that are shown. */
    public boolean begun;
    /** When the newest reading was received. */
    public long receivedMillis = NEVER_NEWEST;

    public long newestMillis = NEVER_NEWEST;
    public long oldestMillis = NEVER_OLDEST;

    /** Else devices were merely heard so shortly before that nothing more can be expected of them. */
    boolean isShown() {
        return readings > 0 || begun;
    }

    @Override
    public String toString() {
        return numbers + " of " + readings;
    }
}
