package io.cityops.dashboard.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /camera/{id}/snapshot.jpg}: a camera's newest picture, for whoever is signed in. {@code X-Taken-At} tells its
 * time; a browser that has it already gets 304, and nobody between may keep it.
 */
@RestController
class StillPage {
    private final JdbcClient database;

    StillPage(JdbcClient database) {
        this.database = database;
    }

    private record Still(Instant takenAt, Instant receivedAt, byte[] jpeg) {
        String version() {
            return "\"" + receivedAt.toEpochMilli() + "-" + jpeg.length + "\"";
        }
    }

    /** Spring answers with 304 by itself where the browser has this version. */
    @GetMapping("/camera/{id}/snapshot.jpg")
    ResponseEntity<byte[]> newest(@PathVariable String id) {
        return still(id)
                .map(still -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_JPEG)
                        .cacheControl(CacheControl.maxAge(Duration.ZERO)
                                .cachePrivate()
                                .mustRevalidate())
                        .eTag(still.version())
                        .header("X-Taken-At", still.takenAt().toString())
                        .body(still.jpeg()))
                .orElseGet(() -> ResponseEntity.notFound()
                        .cacheControl(CacheControl.noStore())
                        .build());
    }

    private Optional<Still> still(String id) {
        return database.sql("select taken_at, received_at, bytes from store.snapshot where device_id = ?")
                .param(id)
                .query((row, number) -> new Still(
                        row.getTimestamp("taken_at").toInstant(),
                        row.getTimestamp("received_at").toInstant(),
                        row.getBytes("bytes")))
                .optional();
    }
}
