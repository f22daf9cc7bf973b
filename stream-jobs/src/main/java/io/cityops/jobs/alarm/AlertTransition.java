package io.cityops.jobs.alarm;

import io.cityops.model.catalogue.Rule;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** An alarm was raised, changed its level, or cleared. */
public class AlertTransition {
    public static final String RAISED = "raised";
    public static final String SEVERITY_CHANGED = "severity-changed";
    public static final String CLEARED = "cleared";

    /** Over for good: its rule is no longer there, which the message says. */
    public static final String CLOSED = "closed";

    public String action = "";
    /** The alarm's UUID, the same on a replay: made of rule, entity and the moment it was raised. */
    public String id = "";

    public String rule = "";
    public int ruleVersion;
    public String entityKind = "";
    public String entityId = "";
    public String area = "";
    public String sector = "";
    public String severity = "";
    /** The level's name in the city's first language. */
    public String level = "";

    public long atMillis;
    /** Of what ends, the worst one of it; NaN: the rule has no values. */
    public double value = Double.NaN;

    public double threshold = Double.NaN;
    public String message = "";
    /** The drill that it is of; empty in ordinary life. */
    public String drill = "";

    /** Of a version that runs beside the active one to be looked at, and is nobody's alarm. */
    public boolean isShadow() {
        return Rule.isShadow(rule);
    }

    static String idOf(String key, long openedAtMillis) {
        return UUID.nameUUIDFromBytes((key + "|" + openedAtMillis).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    @Override
    public String toString() {
        return "%s %s/%s %s@%d".formatted(action, rule, entityId, severity, atMillis);
    }
}
