package io.cityops.localstack.drill;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alarm that a drill raised.
 *
 * @param severity the worst that was seen of it
 * @param acknowledgedAt null: nobody has
 * @param clearedAt null: it stands
 */
public record DrillAlarm(
        String id,
        String rule,
        String area,
        String sector,
        String severity,
        Instant openedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant clearedAt,
        String message) {
    /** The same, as bad as this. */
    DrillAlarm of(String worst) {
        return new DrillAlarm(
                id, rule, area, sector, worst, openedAt, acknowledgedAt, acknowledgedBy, clearedAt, message);
    }
}
