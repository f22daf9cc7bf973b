package io.cityops.dashboard.notification;

import io.cityops.dashboard.live.Handling;
import io.cityops.dashboard.live.OpenAlert;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Notifications of one river alarm, for tests. */
final class NotificationFixtures {
    static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000007");
    static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");

    private NotificationFixtures() {}

    static Notification river(String action, String language) {
        OpenAlert alarm = new OpenAlert(
                UUID.fromString("00000000-0000-0000-0000-000000000001"),
                "water.river-alarm",
                "device",
                "river-1",
                "25747",
                "water",
                "critical",
                "báo động III",
                "active",
                AT.toEpochMilli(),
                1.62,
                1.6,
                "như máy ghi",
                null,
                null,
                null,
                false,
                Handling.NONE);
        return new Notification(ID, 1, "email", "an@city.vn", Locale.of(language), action, AT, 1, alarm, 0);
    }

    static Notification test(String language) {
        return new Notification(ID, 1, "email", "an@city.vn", Locale.of(language), Notification.TEST, AT, 1, null, 0);
    }
}
