package io.cityops.dashboard.camera;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Pictures may show people, so it is written down who looks at them: one line for each person and camera when the looking
 * begins, and again each quarter of an hour that it lasts.
 */
@Component
final class CameraAudit {
    private static final Duration SAME_LOOK = Duration.ofMinutes(15);
    private static final int MOST_LOOKS = 10_000;

    private record Look(String person, String camera) {}

    private final JdbcClient database;
    private final Clock clock;
    private final Map<Look, Instant> written = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Look, Instant> eldest) {
            return size() > MOST_LOOKS;
        }
    };

    CameraAudit(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void looked(String person, String camera) {
        if (isNew(new Look(person, camera))) {
            database.sql("insert into store.audit (actor, action, object) values (?, 'camera.look', ?)")
                    .params(person, camera)
                    .update();
        }
    }

    private synchronized boolean isNew(Look look) {
        Instant now = clock.instant();
        Instant before = written.get(look);
        if (before != null && now.isBefore(before.plus(SAME_LOOK))) {
            return false;
        }
        written.put(look, now);
        return true;
    }
}
