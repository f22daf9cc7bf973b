package io.cityops.jobs.rehearse;

import io.cityops.jobs.alarm.AlertTransition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An alarm that would have been raised, from its first transition to its last. */
final class RaisedAlarm {
    final String rule;
    final String entityKind;
    final String entityId;
    final String area;
    final String sector;
    final Instant openedAt;
    final String message;
    /** The drill that it is of; empty in ordinary life. */
    final String drill;
    /** The worst that it climbed to. */
    String severity;
    /** Null: it stood when the recording ended. */
    @Nullable
    Instant clearedAt;
    /** When it called for somebody: when it was raised, and when it became worse. */
    final List<Instant> calls = new ArrayList<>();

    RaisedAlarm(AlertTransition raised) {
        rule = raised.rule;
        entityKind = raised.entityKind;
        entityId = raised.entityId;
        area = raised.area;
        sector = raised.sector;
        severity = raised.severity;
        message = raised.message;
        drill = raised.drill;
        openedAt = Instant.ofEpochMilli(raised.atMillis);
        calls.add(openedAt);
    }

    void change(AlertTransition transition) {
        if (Severities.isWorse(transition.severity, severity)) {
            severity = transition.severity;
            calls.add(Instant.ofEpochMilli(transition.atMillis));
        }
    }

    String actor() {
        return rule + "|" + entityId;
    }
}
