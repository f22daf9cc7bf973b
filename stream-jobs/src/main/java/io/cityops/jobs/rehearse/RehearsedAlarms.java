package io.cityops.jobs.rehearse;

import io.cityops.jobs.alarm.AlertTransition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes alarms of the transitions that the line gives. One thread's, until the line has ended. */
final class RehearsedAlarms {
    /** Nobody needs to know more of a rule that raises so many. */
    static final int MOST = 500_000;

    private final long fromMillis;
    private final long untilMillis;
    private final List<RaisedAlarm> raised = new ArrayList<>();
    private final List<RaisedAlarm> inDrills = new ArrayList<>();
    private final Map<String, RaisedAlarm> standing = new HashMap<>();
    private int standingBefore;

    /** A rule raised more alarms than anybody would read. */
    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMany(Instant by) {
            super("%,d alarms were raised by %s: the rehearsal ends here".formatted(MOST, by));
        }
    }

    /** Of what was raised before, the rehearsal only takes note. */
    RehearsedAlarms(long fromMillis, long untilMillis) {
        this.fromMillis = fromMillis;
        this.untilMillis = untilMillis;
    }

    void take(AlertTransition transition) {
        if (transition.atMillis >= untilMillis) {
            return;
        }
        String key = transition.rule + "|" + transition.entityKind + "|" + transition.entityId + "|" + transition.drill;
        switch (transition.action) {
            case AlertTransition.RAISED -> {
                RaisedAlarm alarm = new RaisedAlarm(transition);
                standing.put(key, alarm);
                if (!transition.drill.isEmpty()) {
                    add(alarm, inDrills);
                } else if (transition.atMillis >= fromMillis) {
                    add(alarm, raised);
                } else {
                    standingBefore++;
                }
            }
            case AlertTransition.SEVERITY_CHANGED -> {
                RaisedAlarm alarm = standing.get(key);
                if (alarm != null) {
                    alarm.change(transition);
                }
            }
            default -> {
                RaisedAlarm alarm = standing.remove(key);
                if (alarm != null) {
                    alarm.clearedAt = Instant.ofEpochMilli(transition.atMillis);
                    if (transition.drill.isEmpty() && transition.atMillis < fromMillis) {
                        standingBefore--;
                    }
                }
            }
        }
    }

    private static void add(RaisedAlarm alarm, List<RaisedAlarm> to) {
        to.add(alarm);
        if (to.size() > MOST) {
            throw new TooMany(alarm.openedAt);
        }
    }

    /** Of ordinary life, in the order in which they were raised. */
    List<RaisedAlarm> raised() {
        return raised;
    }

    /** Those of drills, which fall on no desk; from the recording's beginning on. */
    List<RaisedAlarm> inDrills() {
        return inDrills;
    }

    int standingBefore() {
        return standingBefore;
    }
}
