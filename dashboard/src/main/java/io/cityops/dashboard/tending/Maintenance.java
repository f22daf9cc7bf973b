package io.cityops.dashboard.tending;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Windows in which alarms of what is being worked on are kept and call nobody. */
@Component
public final class Maintenance {
    /** How a window comes again, at the same time of the city's day or week. */
    public enum Repeats {
        ONCE,
        DAILY,
        WEEKLY
    }

    /**
     * What is worked on, and when. At least one of device, area and sector is named; null: any.
     *
     * @param ends of the first time; at most a day after its begin when it comes daily, a week when weekly
     * @param repeatsUntil null: until it is cancelled
     */
    public record Window(
            @Nullable String device,
            @Nullable String area,
            @Nullable String sector,
            Instant starts,
            Instant ends,
            Repeats repeats,
            @Nullable Instant repeatsUntil,
            String reason) {
        public Window {
            if (device == null && area == null && sector == null) {
                throw new IllegalArgumentException("a window names a device, an area or a sector");
            }
            if (!ends.isAfter(starts) || reason.isBlank()) {
                throw new IllegalArgumentException("a window has a reason, and ends after it begins");
            }
        }
    }

    /** A window that is there. */
    public record Kept(
            long id,
            @Nullable String device,
            @Nullable String area,
            @Nullable String sector,
            Instant starts,
            Instant ends,
            String repeats,
            String reason,
            String owner,
            boolean open) {}

    private final JdbcClient database;
    private final AlarmAnswerers answerers;
    private final ZoneId zone = ZoneId.of("Asia/Ho_Chi_Minh");

    Maintenance(JdbcClient database, AlarmAnswerers answerers) {
        this.database = database;
        this.answerers = answerers;
    }

    /** @return its number; empty when the person may not hold back the alarms of all that it covers */
    public OptionalLong open(Window window, String person) {
        String area = window.area() == null ? areaOf(window.device()) : window.area();
        if (!answerers.mayMaintain(person, area, window.sector())) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(database.sql("select store.open_maintenance(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(person)
                .param(window.device())
                .param(window.area())
                .param(window.sector())
                .param(Timestamp.from(window.starts()))
                .param(Timestamp.from(window.ends()))
                .param(window.repeats().name().toLowerCase(Locale.ROOT))
                .param(window.repeatsUntil() == null ? null : Timestamp.from(window.repeatsUntil()))
                .param(zone.getId())
                .param(Shelving.cut(window.reason()))
                .query(Long.class)
                .single());
    }

    /** False when the person may not, or there is none of that number that was not cancelled before. */
    public boolean cancel(long id, String person) {
        return kept().stream()
                .filter(window -> window.id() == id)
                .anyMatch(window -> answerers.mayMaintain(
                                person,
                                window.area() == null ? areaOf(window.device()) : window.area(),
                                window.sector())
                        && database.sql("select store.cancel_maintenance(?, ?)")
                                .params(id, person)
                                .query(Boolean.class)
                                .single());
    }

    /** Those that are open or still to come, the next first. */
    public List<Kept> kept() {
        return database.sql("""
                        select id, device_id, area, sector, starts_at, ends_at, repeats, reason, owner, open
                        from cityops.maintenance
                        where cancelled_at is null and (repeats <> 'once' or ends_at > now()) order by open desc, starts_at""")
                .query((row, number) -> new Kept(
                        row.getLong("id"),
                        row.getString("device_id"),
                        row.getString("area"),
                        row.getString("sector"),
                        row.getTimestamp("starts_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant(),
                        row.getString("repeats"),
                        row.getString("reason"),
                        row.getString("owner"),
                        row.getBoolean("open")))
                .list();
    }

    private String areaOf(@Nullable String device) {
        return device == null
                ? "city"
                : Objects.requireNonNullElse(
                        database.sql("select area from store.device where id = ?")
                                .param(device)
                                .query(String.class)
                                .optional()
                                .orElse(null),
                        "city");
    }
}
