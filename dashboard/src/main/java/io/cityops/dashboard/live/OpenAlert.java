package io.cityops.dashboard.live;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alarm that is not closed.
 *
 * @param state {@code active}, {@code acknowledged} or {@code cleared}
 * @param level the name of the level reached, as the jobs wrote it
 * @param message as the jobs wrote it
 * @param openedMillis epoch
 * @param acknowledgedMillis epoch
 * @param assignedTo whose it is to deal with it
 * @param rehearsed raised in the drill that runs
 * @param handling what became of it besides its condition
 */
public record OpenAlert(
        UUID id,
        String rule,
        String entityKind,
        String entityId,
        String area,
        String sector,
        String severity,
        String level,
        String state,
        long openedMillis,
        @Nullable Double value,
        @Nullable Double threshold,
        String message,
        @Nullable String acknowledgedBy,
        @Nullable Long acknowledgedMillis,
        @Nullable String assignedTo,
        boolean rehearsed,
        Handling handling) {
    /** Whether it is to be in the lists of what is wrong now: neither shelved nor suppressed. */
    public boolean calls() {
        return handling.aside() == null;
    }
}
