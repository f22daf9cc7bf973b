package io.cityops.dashboard.camera;

import io.cityops.dashboard.access.People;
import io.cityops.dashboard.access.Person;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /camera/{id}/snapshot.jpg}: a camera's newest picture, for people in whose scope the camera is; to others it
 * is not there. {@code X-Taken-At} tells its time; a browser that has it already gets 304, and nobody between may keep it.
 * Who looked is in the audit.
 */
@RestController
class StillPage {
    private final JdbcClient database;
    private final People people;
    private final CameraAudit audit;

    StillPage(JdbcClient database, People people, CameraAudit audit) {
        this.database = database;
        this.people = people;
        this.audit = audit;
    }

    private record Still(
            Instant takenAt,
            Instant receivedAt,
            byte[] jpeg,
            @Nullable String area,
            @Nullable String sector) {
        String version() {
            return "\"" + receivedAt.toEpochMilli() + "-" + jpeg.length + "\"";
        }

        /** One that the registry does not know any more is nowhere: only who sees everything sees it. */
        boolean isSeenBy(Person person) {
            return !person.isKiosk()
                    && (area == null || sector == null
                            ? person.scope().isEverything()
                            : person.scope().has(area, sector));
        }
    }

    /** Spring answers with 304 by itself where the browser has this version. */
    @GetMapping("/camera/{id}/snapshot.jpg")
    ResponseEntity<byte[]> newest(@PathVariable String id, Principal asking) {
        Optional<Person> person = people.find(asking.getName());
        Optional<Still> still = person.flatMap(known -> still(id).filter(found -> found.isSeenBy(known)));
        if (still.isEmpty()) {
            return ResponseEntity.notFound()
                    .cacheControl(CacheControl.noStore())
                    .build();
        }
        audit.looked(asking.getName(), id);
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.maxAge(Duration.ZERO).cachePrivate().mustRevalidate())
                .eTag(still.get().version())
                .header("X-Taken-At", still.get().takenAt().toString())
                .body(still.get().jpeg());
    }

    private Optional<Still> still(String id) {
        return database.sql("""
                        select taken_at, received_at, bytes, area, sector
                        from store.snapshot left join store.device on id = device_id where device_id = ?""")
                .param(id)
                .query((row, number) -> new Still(
                        row.getTimestamp("taken_at").toInstant(),
                        row.getTimestamp("received_at").toInstant(),
                        row.getBytes("bytes"),
                        row.getString("area"),
                        row.getString("sector")))
                .optional();
    }
}
