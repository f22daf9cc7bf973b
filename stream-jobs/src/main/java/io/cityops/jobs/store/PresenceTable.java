package io.cityops.jobs.store;

import io.cityops.jobs.device.Presence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** One row a device: when it was heard last. An older sighting never replaces a newer one. */
final class PresenceTable implements Table<Presence> {
    private static final String SQL = """
            insert into store.device_presence as known (device_id, last_seen_at, silent, drill)
            select device, timestamptz 'epoch' + seen * interval '1 millisecond', silent, drill
            from unnest(?::text[], ?::int8[], ?::bool[], ?::text[]) as row (device, seen, silent, drill)
            on conflict (device_id) do update set last_seen_at = excluded.last_seen_at, silent = excluded.silent
                where excluded.last_seen_at >= known.last_seen_at
            """;

    @Override
    public String name() {
        return "device_presence";
    }

    @Override
    public Object keyOf(Presence presence) {
        return presence.deviceId;
    }

    @Override
    public void write(Connection connection, List<Presence> devices) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            new Columns<>(connection, statement, devices)
                    .texts(presence -> presence.deviceId)
                    .longs(presence -> presence.lastSeenAtMillis)
                    .booleans(presence -> presence.silent)
                    .texts(presence -> presence.drill);
            statement.executeUpdate();
        }
    }
}
