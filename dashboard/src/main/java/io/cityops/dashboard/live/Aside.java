package io.cityops.dashboard.live;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why an alarm calls nobody for a while (ISA-18.2): it is in no list of what is wrong now, and seen by whoever asks for it.
 *
 * @param owner who put it aside, or opened the maintenance window
 * @param untilMillis epoch, when it calls again
 */
public record Aside(Kind kind, String owner, @Nullable Long untilMillis, String reason) {
    public enum Kind {
        /** By a person. */
        SHELVED,
        /** By a maintenance window. */
        SUPPRESSED;

        /** As the browser is told. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
