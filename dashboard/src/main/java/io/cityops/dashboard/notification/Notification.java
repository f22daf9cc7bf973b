package io.cityops.dashboard.notification;

import io.cityops.dashboard.live.OpenAlert;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing to be told to one address.
 *
 * @param id the same at every try, so that a receiver knows it again
 * @param channel {@code email}, {@code webhook} or {@code sms}
 * @param action of the alarm's timeline, or {@code test}
 * @param attempts this one included
 * @param alarm as it is now; null for a test
 * @param escalation how often it was escalated
 */
record Notification(
        UUID id,
        long route,
        String channel,
        String address,
        Locale language,
        String action,
        Instant eventAt,
        int attempts,
        @Nullable OpenAlert alarm,
        int escalation) {
    static final String TEST = "test";
}
