package io.cityops.dashboard.tending;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The alarm-load meter, for the desk's page: how much alarms ask of each desk against EEMUA 191 and ISA-18.2, who calls
 * most, and the situations into which a flood folds. Ordinary life; costs the database a query a call, so ask once for
 * all screens and not each second.
 */
@Component
public final class AlarmLoad {
    /**
     * One desk: a sector of an area.
     *
     * @param area null: all areas
     * @param sector null: all sectors
     * @param last10Min alarms; at most 1 is steady, over {@link #limit10Min} is a flood
     * @param perHour mean of the last day; at most 5
     * @param floodSince null: none; it ends under 5 in 10 minutes
     * @param floodShare of the last day, per cent; at most 1
     * @param verdict {@code calm}, {@code busy}, {@code overload} or {@code flood}
     */
    public record Desk(
            @Nullable String area,
            @Nullable String sector,
            int last10Min,
            int lastHour,
            int lastDay,
            double perHour,
            int limit10Min,
            int limitHour,
            int limitPerHour,
            int standing,
            @Nullable Instant floodSince,
            double floodShare,
            String verdict) {}

    /** Who called how often in the last day; {@code mostInAMinute} of 3 or more: it chatters. */
    public record Actor(
            String rule,
            String entityKind,
            String entityId,
            String area,
            String sector,
            int times,
            int mostInAMinute,
            double share) {}

    /**
     * Alarms of one place, one cause and one time.
     *
     * @param kind {@code rule}: one rule in several areas; {@code place}: one sector in one area
     * @param cause the rule, or the sector
     * @param area null: several
     * @param pinned critical ones, which a list shows by themselves all the same
     * @param children devices that nothing is known of because of them
     */
    public record Situation(
            String id,
            String kind,
            String cause,
            @Nullable String area,
            String sector,
            int alerts,
            int unacknowledged,
            int pinned,
            int areas,
            String severity,
            Instant since,
            int children,
            List<UUID> members) {
        public Situation {
            members = List.copyOf(members);
        }
    }

    /** How many alarms of a desk have stood for over a day. */
    public record Stale(String area, String sector, int alarms) {}

    private final JdbcClient database;

    AlarmLoad(JdbcClient database) {
        this.database = database;
    }

    public List<Desk> desks() {
        return database.sql("select * from cityops.alarm_load order by last_10_min desc, last_hour desc, area, sector")
                .query((row, number) -> new Desk(
                        row.getString("area"),
                        row.getString("sector"),
                        row.getInt("last_10_min"),
                        row.getInt("last_hour"),
                        row.getInt("last_day"),
                        row.getDouble("per_hour"),
                        row.getInt("limit_10_min"),
                        row.getInt("limit_hour"),
                        row.getInt("limit_per_hour"),
                        row.getInt("standing"),
                        row.getTimestamp("flood_since") == null
                                ? null
                                : row.getTimestamp("flood_since").toInstant(),
                        row.getDouble("flood_share"),
                        row.getString("verdict")))
                .list();
    }

    public List<Actor> worstActors(int limit) {
        return database.sql("select * from cityops.alarm_actor limit ?")
                .param(limit)
                .query((row, number) -> new Actor(
                        row.getString("rule"),
                        row.getString("entity_kind"),
                        row.getString("entity_id"),
                        row.getString("area"),
                        row.getString("sector"),
                        row.getInt("times"),
                        row.getInt("most_in_a_minute"),
                        row.getDouble("share")))
                .list();
    }

    /** Of ordinary life, the worst first. */
    public List<Situation> situations() {
        return database.sql("""
                        select s.*, array(select m.alert_id from cityops.alert_situation m where m.situation = s.id) as members
                        from cityops.situation s where s.drill is null""")
                .query((row, number) -> new Situation(
                        row.getString("id"),
                        row.getString("kind"),
                        row.getString("cause"),
                        row.getString("area"),
                        row.getString("sector"),
                        row.getInt("alerts"),
                        row.getInt("unacknowledged"),
                        row.getInt("pinned"),
                        row.getInt("areas"),
                        row.getString("severity"),
                        row.getTimestamp("since").toInstant(),
                        row.getInt("children"),
                        List.of((UUID[]) row.getArray("members").getArray())))
                .list();
    }

    public List<Stale> stale() {
        return database.sql("""
                        select area, sector, count(*) as alarms from cityops.alarm_standing
                        where stale and not shelved and not suppressed and drill is null
                        group by area, sector order by area, sector""").query(Stale.class).list();
    }
}
