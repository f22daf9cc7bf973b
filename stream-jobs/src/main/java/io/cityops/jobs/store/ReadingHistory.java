package io.cityops.jobs.store;

import io.cityops.jobs.alarm.History;
import io.cityops.model.telemetry.Quality;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the archive of readings holds of a device's measure. One connection serves all that is asked, by one thread; it is opened anew after a failure. */
public final class ReadingHistory implements History {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(ReadingHistory.class);
    private static final String SQL = """
            select floor(extract(epoch from observed_at) * 1000 / ?)::bigint as step,
                avg(measured[array_position(measures, ?)]) as mean
            from %s
            and device_id = ? and observed_at >= ? and observed_at < ? and ? = any (measures)
                and (quality | coalesce(doubts[array_position(measures, ?)], 0)) & ? = 0
            group by 1 order by 1
            """;

    private final Database database;
    private final String reports;
    private transient volatile @Nullable Connection connection;

    /** @param reports the table, or the view of it that the role may read, and which of its rows are of ordinary life */
    private ReadingHistory(Database database, String reports) {
        this.database = database;
        this.reports = reports;
    }

    /** For the job's own role. */
    public ReadingHistory(Database database) {
        this(database, "store.report where drill = ''");
    }

    /** For the reader's role, who sees views only. */
    public static ReadingHistory ofReader(Database database) {
        return new ReadingHistory(database, "cityops.report where drill is null");
    }

    @Override
    public Past of(String deviceId, String measure, long fromMillis, long beforeMillis, long stepMillis)
            throws SQLException {
        try {
            return read(connection(), deviceId, measure, fromMillis, beforeMillis, stepMillis);
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    private Connection connection() throws SQLException {
        Connection known = connection;
        if (known == null) {
            known = database.connect();
            known.setAutoCommit(true); // no transaction stands open between two questions
            connection = known;
        }
        return known;
    }

    /** By any thread; a question that is being answered fails. */
    @Override
    public void close() {
        Connection known = connection;
        connection = null;
        if (known != null) {
            try {
                known.abort(Runnable::run); // closing it would wait for an answer
            } catch (SQLException e) {
                LOG.debug("the connection was broken already", e);
            }
        }
    }

    private Past read(
            Connection connection, String deviceId, String measure, long fromMillis, long beforeMillis, long stepMillis)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL.formatted(reports))) {
            statement.setLong(1, stepMillis);
            statement.setString(2, measure);
            statement.setString(3, deviceId);
            statement.setObject(4, Instant.ofEpochMilli(fromMillis).atOffset(ZoneOffset.UTC));
            statement.setObject(5, Instant.ofEpochMilli(beforeMillis).atOffset(ZoneOffset.UTC));
            statement.setString(6, measure);
            statement.setString(7, measure);
            statement.setInt(8, Quality.EXCLUDED);
            try (ResultSet rows = statement.executeQuery()) {
                return past(rows, stepMillis);
            }
        }
    }

    private static Past past(ResultSet rows, long stepMillis) throws SQLException {
        long[] at = new long[64];
        double[] means = new double[64];
        int steps = 0;
        while (rows.next()) {
            if (steps == at.length) {
                at = Arrays.copyOf(at, 2 * steps);
                means = Arrays.copyOf(means, 2 * steps);
            }
            at[steps] = rows.getLong(1) * stepMillis;
            means[steps++] = rows.getDouble(2);
        }
        return new Past(Arrays.copyOf(at, steps), Arrays.copyOf(means, steps));
    }
}
