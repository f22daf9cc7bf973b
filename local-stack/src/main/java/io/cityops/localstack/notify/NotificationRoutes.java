package io.cityops.localstack.notify;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.model.catalogue.Catalogue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The routes in the city's database, and what became of what was sent on them. */
public final class NotificationRoutes implements AutoCloseable {
    private static final String UNIQUE_VIOLATION = "23505";

    private final Connection connection;
    private final String actor;

    /**
     * A route that is there.
     *
     * @param waiting notifications that were not taken yet
     * @param lastReason why the newest of them was not; null: nothing waits, or it was not tried yet
     */
    public record Route(
            long id,
            String owner,
            String channel,
            String address,
            String language,
            String severity,
            List<String> areas,
            List<String> sectors,
            int fromEscalation,
            boolean allClear,
            int sent,
            int waiting,
            int givenUp,
            @Nullable String lastReason) {
        public Route {
            areas = List.copyOf(areas);
            sectors = List.copyOf(sectors);
        }
    }

    /** What became of one notification: {@code sent}, {@code waiting} or {@code given-up}. */
    public record Fate(String state, int attempts, @Nullable String reason) {}

    private NotificationRoutes(Connection connection, String actor) {
        this.connection = connection;
        this.actor = actor;
    }

    /** @param actor who does it, for the audit */
    public static NotificationRoutes open(DatabaseAccess database, String actor) {
        try {
            return new NotificationRoutes(database.connect(DatabaseRole.REGISTRAR), actor);
        } catch (SQLException e) {
            throw new StackFailure("the city's database does not answer", "Start the city with: ./cityops demo", e);
        }
    }

    /** @return its number */
    public long add(NewRoute route, Catalogue catalogue) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                with made as (
                    insert into store.notification_route (owner, channel, address, language, least_severity, areas, sectors,
                                                          from_escalation, all_clear)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id, owner, channel
                ), audited as (
                    insert into store.audit (actor, action, object, detail)
                        select ?, 'route.add', id::text, owner || ' ' || channel from made)
                select id from made""")) {
            insert.setString(1, route.owner());
            insert.setString(2, route.channel());
            insert.setString(3, route.address());
            insert.setString(4, route.language());
            insert.setString(5, route.severity());
            Set<String> areas = route.areasWithin(catalogue);
            insert.setArray(6, connection.createArrayOf("text", areas.toArray()));
            insert.setArray(7, connection.createArrayOf("text", route.sectors().toArray()));
            insert.setInt(8, route.fromEscalation());
            insert.setBoolean(9, route.allClear());
            insert.setString(10, actor);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new StackFailure(
                        route.owner() + " has that route already", "See them with: ./cityops notify route list", e);
            }
            throw e;
        }
    }

    public List<Route> list() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                        select r.*, n.sent, n.waiting, n.given_up, n.last_reason
                        from store.notification_route r, lateral (
                            select count(*) filter (where state = 'sent') as sent,
                                   count(*) filter (where state = 'waiting') as waiting,
                                   count(*) filter (where state = 'given-up') as given_up,
                                   (array_agg(reason order by created_at desc) filter (where state = 'waiting'))[1]
                                       as last_reason
                            from cityops.notification where route = r.id) n
                        where enabled order by owner, id""");
                ResultSet row = query.executeQuery()) {
            List<Route> found = new ArrayList<>();
            while (row.next()) {
                found.add(new Route(
                        row.getLong("id"),
                        row.getString("owner"),
                        row.getString("channel"),
                        row.getString("address"),
                        row.getString("language"),
                        row.getString("least_severity"),
                        List.of((String[]) row.getArray("areas").getArray()),
                        List.of((String[]) row.getArray("sectors").getArray()),
                        row.getInt("from_escalation"),
                        row.getBoolean("all_clear"),
                        row.getInt("sent"),
                        row.getInt("waiting"),
                        row.getInt("given_up"),
                        row.getString("last_reason")));
            }
            return found;
        }
    }

    /** What waits on it is not sent any more. False when there is none of that number. */
    public boolean remove(long id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                with gone as (delete from store.notification_route where id = ? returning id, owner, channel)
                insert into store.audit (actor, action, object, detail)
                    select ?, 'route.remove', id::text, owner || ' ' || channel from gone""")) {
            delete.setLong(1, id);
            delete.setString(2, actor);
            return delete.executeUpdate() > 0;
        }
    }

    /** Puts a test into the outbox; empty when there is no route of that number. */
    public Optional<String> test(long route, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into store.notification (route, event_at, action)
                    select id, ?, 'test' from store.notification_route where id = ? returning id::text""")) {
            insert.setTimestamp(1, Timestamp.from(now));
            insert.setLong(2, route);
            try (ResultSet row = insert.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    public Fate fate(String notification) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select state, attempts, reason from cityops.notification where id = ?::uuid")) {
            query.setString(1, notification);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? new Fate(row.getString(1), row.getInt(2), row.getString(3))
                        : new Fate("given-up", 0, "the route was removed");
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
