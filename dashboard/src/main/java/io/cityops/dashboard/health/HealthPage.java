package io.cityops.dashboard.health;

import io.cityops.dashboard.live.LiveCity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /health}: 200 when the database answers and the live reader listens, else 503 with what is missing. Open to
 * everybody, so it asks the database at most once a second.
 */
@RestController
class HealthPage {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final JdbcClient database;
    private final LiveCity city;
    private final Clock clock;
    private Instant askedAt = Instant.EPOCH;
    private boolean answered;

    HealthPage(JdbcClient database, LiveCity city, Clock clock) {
        this.database = database;
        this.city = city;
        this.clock = clock;
    }

    @GetMapping("/health")
    ResponseEntity<Map<String, String>> health() {
        boolean reading = city.isReading();
        boolean reachable = reachable();
        Map<String, String> told = new LinkedHashMap<>();
        told.put("status", reachable && reading ? "up" : "down");
        told.put("database", reachable ? "up" : "down");
        told.put("reader", reading ? "up" : "down");
        if (!reachable) {
            told.put("reason", "the database does not answer");
        } else if (!reading) {
            told.put("reason", "the live reader is not connected yet");
        }
        return ResponseEntity.status(reachable && reading ? 200 : 503)
                .cacheControl(CacheControl.noStore())
                .body(told);
    }

    private synchronized boolean reachable() {
        if (clock.instant().isAfter(askedAt.plus(FRESH))) {
            answered = answers();
            askedAt = clock.instant();
        }
        return answered;
    }

    private boolean answers() {
        try {
            return database.sql("select 1").query(Integer.class).single() == 1;
        } catch (DataAccessException e) {
            return false;
        }
    }
}
