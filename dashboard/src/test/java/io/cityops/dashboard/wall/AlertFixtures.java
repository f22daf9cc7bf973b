package io.cityops.dashboard.wall;

import static io.cityops.dashboard.live.FigureFixtures.NOON;

import io.cityops.dashboard.live.Handling;
import io.cityops.dashboard.live.OpenAlert;
import java.util.UUID;

/** Alarms about the river at Phú An. */
public final class AlertFixtures {
    private AlertFixtures() {}

    public static OpenAlert riverAlarm(String severity, String level, double value) {
        return alert("water.river-alarm", "device", "river-1", severity, level, value);
    }

    public static OpenAlert alert(
            String rule, String entityKind, String entity, String severity, String level, double value) {
        return alert(rule, entityKind, entity, severity, level, value, "as the jobs wrote it");
    }

    public static OpenAlert alert(
            String rule,
            String entityKind,
            String entity,
            String severity,
            String level,
            double value,
            String message) {
        return new OpenAlert(
                UUID.fromString("00000000-0000-0000-0000-000000000001"),
                rule,
                entityKind,
                entity,
                "25768",
                "water",
                severity,
                level,
                "active",
                NOON.toEpochMilli(),
                value,
                1.5,
                message,
                null,
                null,
                null,
                false,
                Handling.NONE);
    }
}
