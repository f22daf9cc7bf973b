package io.cityops.jobs.alarm;

import io.cityops.jobs.intake.Drill;

/** One value for one statement of a rule's condition, in the area that the alarm would be of. */
public class Fact {
    public String rule = "";
    /** The statement's place in the rule. */
    public int place;

    public String area = "";
    /** The drill that it is of; empty in ordinary life. */
    public String drill = "";
    /** Who says so: a device, or the area of an indicator. */
    public String source = "";

    public double value;
    /** When it was true, by the clock of who observed it. */
    public long atMillis;
    /** When the stream learned of it. */
    public long receivedAtMillis;

    public String key() {
        return rule + "|" + Drill.key(area, drill);
    }

    @Override
    public String toString() {
        return key() + "#" + place + " " + source + "=" + value + "@" + atMillis;
    }
}
