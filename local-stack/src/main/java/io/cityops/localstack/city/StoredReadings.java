package io.cityops.localstack.city;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A time range of what the city has stored, read as anybody may who may read, and written as files that can be played.
 * The devices get twins of the name {@code replay-...}, so that the true ones are left alone.
 */
public final class StoredReadings {
    private static final String TWIN = "replay-";
    private static final int LONGEST_ID = 64;
    private static final int ROWS_AT_ONCE = 10_000;

    /** Ordinary life only: neither drills nor what was itself played. */
    private static final String CHOSEN_DEVICES = " from cityops.device where drill is null and id not like 'replay-%'"
            + " and (cast(? as text) is null or area = ?) and (cast(? as text) is null or id = ?)";

    private final DatabaseAccess database;
    private final @Nullable String area;
    private final @Nullable String device;

    /**
     * @param area a ward's code; null for all
     * @param device an id; null for all
     */
    public StoredReadings(DatabaseAccess database, @Nullable String area, @Nullable String device) {
        this.database = database;
        this.area = area;
        this.device = device;
    }

    /** The twins, as the registry's table has devices. */
    public String stations() throws SQLException {
        String sql = "select id, type, area, lat, lon, extract(epoch from expected_interval)::bigint" + CHOSEN_DEVICES
                + " order by id";
        StringJoiner table = new StringJoiner("\n", "id,type,area,lat,lon,interval_seconds\n", "\n");
        int found = 0;
        try (Connection connection = database.connect(DatabaseRole.READER);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            choose(statement, 1);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found++;
                    table.add(String.join(
                            ",",
                            twin(rows.getString(1)),
                            rows.getString(2),
                            rows.getString(3),
                            text(rows.getString(4)),
                            text(rows.getString(5)),
                            rows.getString(6)));
                }
            }
        }
        if (found == 0) {
            throw new StackFailure(
                    "no such device is registered", "Look at cityops.device, or leave --area and --device out");
        }
        return table.toString();
    }

    /** Writes the readings of {@code [since, until)} in the order of time; how many there were. */
    public long write(Path file, Instant since, Instant until) throws IOException, SQLException {
        String sql = "select (extract(epoch from observed_at) * 1000)::bigint, device_id, measure, value"
                + " from cityops.reading where observed_at >= ? and observed_at < ? and drill is null"
                + " and device_id in (select id" + CHOSEN_DEVICES + ") order by observed_at, device_id, seq, measure";
        long written = 0;
        try (Connection connection = database.connect(DatabaseRole.READER);
                BufferedWriter out = Files.newBufferedWriter(file)) {
            connection.setAutoCommit(false); // else the driver reads all rows at once
            out.write("observed_at_ms,device,measure,value\n");
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(ROWS_AT_ONCE);
                statement.setObject(1, at(since));
                statement.setObject(2, at(until));
                choose(statement, 3);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        out.write(rows.getLong(1) + "," + twin(rows.getString(2)) + "," + rows.getString(3) + ","
                                + rows.getDouble(4) + "\n");
                        written++;
                    }
                }
            }
        }
        return written;
    }

    private void choose(PreparedStatement statement, int first) throws SQLException {
        statement.setString(first, area);
        statement.setString(first + 1, area);
        statement.setString(first + 2, device);
        statement.setString(first + 3, device);
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static String twin(String id) {
        String twin = TWIN + id;
        return twin.length() <= LONGEST_ID ? twin : twin.substring(0, LONGEST_ID);
    }

    private static String text(@Nullable String cell) {
        return cell == null ? "" : cell;
    }
}
