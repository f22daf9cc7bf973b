package io.cityops.jobs.alarm;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Where one entity stands on the ladder of one rule. */
@TypeInfo(LadderStateLayout.class)
public class LadderState {
    static final long NEVER = Long.MIN_VALUE;
    static final int NONE = -1;

    /** What the levels are held against: the newest value, or how far it has changed. */
    public double value = Double.NaN;
    /** The farthest that the value has been beyond since the alarm was raised; without alarm the value. */
    public double worst = Double.NaN;

    /** What the worst value means, in words of both languages; empty where the value says it. */
    public String detail = "";

    /** Where the rule is on a rate of change: what {@link Change} remembers. */
    public Map<Long, Double> extremes = new HashMap<>();

    public long atMillis = NEVER;
    public long receivedAtMillis = NEVER;
    /** For each level since when the value has been beyond its set threshold; {@link #NEVER}: it is not. */
    public long[] beyondSince = {};
    /** For each level since when the value has been back within its clear threshold; {@link #NEVER}: it is not. */
    public long[] backSince = {};

    public boolean[] active = {};
    /** The level that the alarm was raised or last changed to; {@link #NONE}: no alarm. */
    public int level = NONE;

    public long openedAtMillis = NEVER;
    public long transitionAtMillis = NEVER;
    public String area = "";
    public String sector = "";
    /** The drill that it is of; empty in ordinary life. */
    public String drill = "";
    /** When the state is looked at for being no longer needed; 0: no timer yet. */
    public long forgetAtMillis;
}
