package io.cityops.jobs.alarm;

/** A step of a sequence began to hold. Part of {@link KnownFacts}, which is a Flink state type. */
public class Beginning {
    public int step;
    /** By the clock of who observed it. */
    public long atMillis;
    /** Until when it is kept, in stream time. */
    public long untilMillis;

    @Override
    public String toString() {
        return "step " + step + "@" + atMillis;
    }
}
