package io.cityops.localstack.rehearsal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rehearsals that wait in the database, as one runner sees them; at most one of all runs at a time. */
final class RehearsalQueue {
    private final Connection connection;
    private final String runner;

    /** @param runner how others tell it from other runners; shown to people */
    RehearsalQueue(Connection connection, String runner) {
        this.connection = connection;
        this.runner = runner;
    }

    /** @param content a file with the one rule that is to be rehearsed */
    record Asked(long id, String content, Instant from, Instant until) {}

    /** The next, from now on this runner's; empty: none waits, or one is running. */
    Optional<Asked> claim() throws SQLException {
        try (PreparedStatement call =
                connection.prepareStatement("select id, content, from_at, until_at from store.claim_rehearsal(?)")) {
            call.setString(1, runner);
            try (ResultSet row = call.executeQuery()) {
                return row.next()
                        ? Optional.of(new Asked(
                                row.getLong("id"),
                                row.getString("content"),
                                row.getTimestamp("from_at").toInstant(),
                                row.getTimestamp("until_at").toInstant()))
                        : Optional.empty();
            }
        }
    }

    /** Says that it is still at it; false: nobody wants it any more. @param share from 0 to 1 */
    boolean tell(long id, double share) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("select store.tell_rehearsal(?, ?, ?)")) {
            call.setLong(1, id);
            call.setString(2, runner);
            call.setDouble(3, share);
            try (ResultSet row = call.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    void done(long id, String report) throws SQLException {
        end(id, report, null);
    }

    void failed(long id, String why) throws SQLException {
        end(id, null, why);
    }

    private void end(long id, @Nullable String report, @Nullable String failure) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("select store.end_rehearsal(?, ?, ?::jsonb, ?)")) {
            call.setLong(1, id);
            call.setString(2, runner);
            call.setString(3, report);
            call.setString(4, failure);
            call.execute();
        }
    }
}
