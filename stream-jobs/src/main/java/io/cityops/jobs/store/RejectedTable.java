package io.cityops.jobs.store;

import io.cityops.jobs.intake.RejectedRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row for each place in topic telemetry.rejected, but none for what a device sent again after it was kept already.
 * One writer only may be at work, so that it sees every earlier row.
 */
final class RejectedTable implements Table<RejectedRow> {
    private static final String SQL = """
            insert into store.rejected
                (received_at, device_id, topic, reason, detail, payload, partition, kafka_offset, packet_id, drill,
                 sender, content_type, stored)
            select received_at, device, topic, reason, detail, payload, part, place, packet, drill, sender, content_type,
                   stored
            from (select timestamptz 'epoch' + received * interval '1 millisecond' as received_at, *
                  from unnest(?::int8[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::int4[], ?::int8[],
                              ?::int4[], ?::bool[], ?::text[], ?::text[], ?::text[], ?::text[])
                       as row (received, device, topic, reason, detail, payload, part, place, packet, redelivered, drill,
                               sender, content_type, stored)
                 ) as row
            where not redelivered or not exists (
                select from store.rejected as known
                where known.device_id = row.device and known.packet_id = row.packet and known.reason = row.reason
                    and known.topic = row.topic and known.payload = row.payload
                    and known.received_at between row.received_at - interval '3 hours' and row.received_at)
            on conflict do nothing
            """;

    @Override
    public String name() {
        return "rejected";
    }

    /** Redeliveries one by one after the rest: a statement does not see its own rows. */
    @Override
    public void write(Connection connection, List<RejectedRow> rows) throws SQLException {
        List<RejectedRow> first = new ArrayList<>();
        List<RejectedRow> again = new ArrayList<>();
        for (RejectedRow row : rows) {
            (row.redelivered ? again : first).add(row);
        }
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            if (!first.isEmpty()) {
                insert(connection, statement, first);
            }
            for (RejectedRow row : again) {
                insert(connection, statement, List.of(row));
            }
        }
    }

    private static void insert(Connection connection, PreparedStatement statement, List<RejectedRow> rows)
            throws SQLException {
        new Columns<>(connection, statement, rows)
                .longs(row -> row.receivedAtMillis)
                .texts(row -> storable(row.deviceId))
                .texts(row -> storable(row.topic))
                .texts(row -> row.reason)
                .texts(row -> storable(row.detail))
                .bytes(row -> row.payload)
                .integers(row -> row.partition)
                .longs(row -> row.kafkaOffset)
                .integers(row -> row.packetId)
                .booleans(row -> row.redelivered)
                .texts(row -> row.drill)
                .texts(row -> storable(row.sender))
                .texts(row -> storable(row.contentType))
                .texts(row -> storable(row.stored));
        statement.executeUpdate();
    }

    /** What a stranger sent may hold U+0000, which PostgreSQL's text cannot. The payload keeps it. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
