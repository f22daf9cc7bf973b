package io.cityops.dashboard.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads all open incidents. */
public final class IncidentQuery {
    /** A row an alarm, the oldest incident first; an incident without alarms has one row. */
    static final String SELECT = """
        select i.id, i.title, i.owner, i.opened_at, i.opened_by, i.closed_at, i.closed_by, m.alert_id, a.area, a.sector
        from cityops.incident i
        left join cityops.incident_alert m on m.incident = i.id left join cityops.alert a on a.id = m.alert_id\
        """;

    static final String ORDER = " order by i.opened_at, i.id, a.opened_at, a.id";

    private IncidentQuery() {}

    public static void read(Connection connection, Incidents incidents) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT + " where i.state = 'open'" + ORDER);
                ResultSet row = query.executeQuery()) {
            incidents.replaceWith(incidents(row));
        }
    }

    /** Rows of one incident stand together. */
    static List<Incident> incidents(ResultSet row) throws SQLException {
        List<Incident> found = new ArrayList<>();
        List<Incident.Member> members = new ArrayList<>();
        boolean more = row.next();
        while (more) {
            UUID alarm = row.getObject("alert_id", UUID.class);
            if (alarm != null) {
                members.add(new Incident.Member(alarm, row.getString("area"), row.getString("sector")));
            }
            Incident incident = incident(row, members);
            more = row.next();
            if (!more || row.getLong("id") != incident.id()) {
                found.add(incident);
                members.clear();
            }
        }
        return found;
    }

    private static Incident incident(ResultSet row, List<Incident.Member> members) throws SQLException {
        @Nullable Timestamp closed = row.getTimestamp("closed_at");
        return new Incident(
                row.getLong("id"),
                row.getString("title"),
                row.getString("owner"),
                row.getTimestamp("opened_at").getTime(),
                row.getString("opened_by"),
                closed == null ? null : closed.getTime(),
                row.getString("closed_by"),
                members);
    }
}
