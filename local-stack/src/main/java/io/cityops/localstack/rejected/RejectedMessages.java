package io.cityops.localstack.rejected;

import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.model.replay.ReplayResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the database keeps of refused messages. */
public final class RejectedMessages implements AutoCloseable {
    private static final String COLUMNS =
            "received_at, partition, kafka_offset, device_id, sender, topic, content_type,"
                    + " reason, detail, payload, stored, replayed_at, replay_outcome";

    private static final String OF_THE_MESSAGE =
            "received_at = ? and topic = ? and payload = ? and coalesce(sender, device_id) = ?";

    private final Connection connection;

    private RejectedMessages(Connection connection) {
        this.connection = connection;
    }

    public static RejectedMessages open(DatabaseAccess database) throws SQLException {
        return on(database.connect(DatabaseRole.REGISTRAR));
    }

    /** @param connection the registrar's; closed with this */
    public static RejectedMessages on(Connection connection) {
        return new RejectedMessages(connection);
    }

    /**
     * Which refusals.
     *
     * @param device the device that a message was about, or who sent it; null: any
     * @param reason null: any
     * @param since received then or later; null: whenever
     */
    public record Filter(
            @Nullable String device,
            @Nullable String reason,
            @Nullable Instant since,
            int limit) {}

    /** The newest first. */
    public List<RejectedMessage> newest(Filter filter) throws SQLException {
        return select(filter, "", "desc");
    }

    /** The oldest first, those of ordinary life that were not accepted since. */
    public List<RejectedMessage> toReplay(Filter filter) throws SQLException {
        return select(filter, " and drill = '' and replay_outcome is distinct from 'accepted'", "asc");
    }

    private List<RejectedMessage> select(Filter filter, String condition, String order) throws SQLException {
        String sql = "select " + COLUMNS + " from store.rejected where (?::text is null or device_id = ? or sender = ?)"
                + " and (?::text is null or reason = ?) and received_at >= coalesce(?, '-infinity'::timestamptz)"
                + condition + " order by received_at " + order + ", partition, kafka_offset limit ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, filter.device());
            query.setString(2, filter.device());
            query.setString(3, filter.device());
            query.setString(4, filter.reason());
            query.setString(5, filter.reason());
            Instant since = filter.since();
            query.setTimestamp(6, since == null ? null : Timestamp.from(since));
            query.setInt(7, filter.limit());
            return read(query);
        }
    }

    /** A replay that was asked for in the dashboard, from now on this runner's; empty: none waits, or one is running. */
    OptionalLong claim(String runner) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("select store.claim_replay(?)")) {
            call.setString(1, runner);
            try (ResultSet row = call.executeQuery()) {
                row.next();
                long id = row.getLong(1);
                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(id);
            }
        }
    }

    /** The refusals that it is to judge again, as they are kept now, from this number on. */
    List<RejectedMessage> wanted(long replay, int from, int limit) throws SQLException {
        String sql = "select " + COLUMNS + " from store.replay_message join store.rejected"
                + " using (received_at, partition, kafka_offset) where replay = ? and number >= ? and number < ?"
                + " order by number";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, replay);
            query.setInt(2, from);
            query.setInt(3, from + limit);
            return read(query);
        }
    }

    /** Tells what became of this many more refusals; false: the replay was given up for lost. */
    boolean tell(long replay, String runner, int refusals, ReplayRun.Summary came) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("select store.tell_replay(?, ?, ?, ?, ?)")) {
            call.setLong(1, replay);
            call.setString(2, runner);
            call.setInt(3, came.ended());
            call.setInt(4, refusals - came.ended() - came.unfit());
            call.setInt(5, came.unfit());
            try (ResultSet row = call.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** @param failure null: all were judged */
    void end(long replay, String runner, @Nullable String failure) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("select store.end_replay(?, ?, ?)")) {
            call.setLong(1, replay);
            call.setString(2, runner);
            call.setString(3, failure);
            call.execute();
        }
    }

    /** Its runner is stopped before it is over: it waits again. */
    void leave(long replay, String runner) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("select store.leave_replay(?, ?)")) {
            call.setLong(1, replay);
            call.setString(2, runner);
            call.execute();
        }
    }

    private static List<RejectedMessage> read(PreparedStatement query) throws SQLException {
        List<RejectedMessage> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(message(row));
            }
        }
        return found;
    }

    private static RejectedMessage message(ResultSet row) throws SQLException {
        Timestamp replayedAt = row.getTimestamp("replayed_at");
        return new RejectedMessage(
                row.getTimestamp("received_at").toInstant(),
                row.getInt("partition"),
                row.getLong("kafka_offset"),
                row.getString("device_id"),
                row.getString("sender"),
                row.getString("topic"),
                row.getString("content_type"),
                row.getString("reason"),
                row.getString("detail"),
                row.getBytes("payload"),
                row.getString("stored"),
                replayedAt == null ? null : replayedAt.toInstant(),
                row.getString("replay_outcome"));
    }

    /**
     * Writes down what became of one message: for those of its refusals that were asked for the outcome, for all of them what
     * is stored by now. Returns how many of the refusals are over.
     */
    public int mark(List<RejectedMessage> refusals, ReplayResult result, Instant now) throws SQLException {
        connection.setAutoCommit(false);
        int accepted = 0;
        Set<String> before = reasons(refusals.getFirst());
        if (!result.stored().isEmpty()) {
            addStored(refusals.getFirst(), result.stored());
        }
        try (PreparedStatement update = connection.prepareStatement("update store.rejected set replayed_at = ?,"
                + " replay_outcome = ? where received_at = ? and partition = ? and kafka_offset = ?")) {
            for (RejectedMessage refusal : refusals) {
                String outcome = outcome(refusal.reason(), before, result);
                accepted += outcome.equals(RejectedMessage.ACCEPTED) ? 1 : 0;
                update.setTimestamp(1, Timestamp.from(now));
                update.setString(2, outcome);
                update.setTimestamp(3, Timestamp.from(refusal.receivedAt()));
                update.setInt(4, refusal.partition());
                update.setLong(5, refusal.kafkaOffset());
                update.addBatch();
            }
            update.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
        return accepted;
    }

    /** Of all refusals of the message. */
    private Set<String> reasons(RejectedMessage any) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select distinct reason from store.rejected where " + OF_THE_MESSAGE)) {
            name(any, query, 1);
            Set<String> reasons = new HashSet<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    reasons.add(row.getString(1));
                }
            }
            return reasons;
        }
    }

    private void addStored(RejectedMessage any, String lines) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update store.rejected set stored = stored || ? where " + OF_THE_MESSAGE)) {
            update.setString(1, lines);
            name(any, update, 2);
            update.executeUpdate();
        }
    }

    private static void name(RejectedMessage any, PreparedStatement statement, int from) throws SQLException {
        statement.setTimestamp(from, Timestamp.from(any.receivedAt()));
        statement.setString(from + 1, any.topic());
        statement.setBytes(from + 2, any.payload());
        statement.setString(from + 3, any.senderOrDevice());
    }

    /** A refusal is over when its reason no longer arises, nor one that the message did not have before. */
    static String outcome(String reason, Set<String> before, ReplayResult result) {
        for (ReplayResult.Refused refused : result.refused()) {
            if (refused.reason().equals(reason) || !before.contains(refused.reason())) {
                return refused.reason() + ": " + refused.detail();
            }
        }
        return RejectedMessage.ACCEPTED;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
