package io.cityops.jobs.store;

import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.intake.RejectedRow;
import io.cityops.model.telemetry.RejectReason;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.postgresql.PGConnection;

/**
 * One row for each measure of a report. A row that is there already stays as it is.
 *
 * <p>Rows are new but for a replay after a crash, and binary COPY is the cheapest way to write new ones. Where the
 * table's key says that one of them is there already, the batch is written again by the way that passes over such rows.
 */
final class ReadingTable implements Table<DeviceReport> {
    private static final String COPY =
            "copy store.reading (observed_at, received_at, device_id, measure, value, quality, seq, drill)"
                    + " from stdin (format binary)";
    private static final int COLUMNS = 8;
    private static final String UNIQUE_VIOLATION = "23505";

    private static final String SQL = """
            insert into store.reading (observed_at, received_at, device_id, measure, value, quality, seq, drill)
            select timestamptz 'epoch' + observed * interval '1 millisecond',
                   timestamptz 'epoch' + received * interval '1 millisecond', device, measure, value, quality, seq,
                   drill
            from unnest(?::int8[], ?::int8[], ?::text[], ?::text[], ?::float8[], ?::int4[], ?::int8[],
                        ?::text[])
                 as row (observed, received, device, measure, value, quality, seq, drill)
            on conflict do nothing
            """;

    private record Reading(DeviceReport report, int index) {}

    @Override
    public String name() {
        return "reading";
    }

    @Override
    public void write(Connection connection, List<DeviceReport> reports) throws SQLException {
        List<Reading> readings = new ArrayList<>(reports.size() * 3);
        for (DeviceReport report : reports) {
            for (int i = 0; i < report.measures.length; i++) {
                readings.add(new Reading(report, i));
            }
        }
        Savepoint before = connection.setSavepoint();
        try {
            copy(connection, readings);
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            insertNew(connection, readings);
        }
    }

    private static void copy(Connection connection, List<Reading> readings) throws SQLException {
        BinaryCopy rows = new BinaryCopy(readings.size() * 112);
        for (Reading reading : readings) {
            DeviceReport report = reading.report;
            rows.row(COLUMNS)
                    .timestamp(report.observedAtMillis)
                    .timestamp(report.receivedAtMillis)
                    .text(report.deviceId)
                    .text(report.measures[reading.index])
                    .float8(report.values[reading.index])
                    .int4(report.qualityOf(reading.index))
                    .int8(report.seq)
                    .text(report.drill);
        }
        rows.send(connection.unwrap(PGConnection.class).getCopyAPI(), COPY);
    }

    private static void insertNew(Connection connection, List<Reading> readings) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            new Columns<>(connection, statement, readings)
                    .longs(reading -> reading.report.observedAtMillis)
                    .longs(reading -> reading.report.receivedAtMillis)
                    .texts(reading -> reading.report.deviceId)
                    .texts(reading -> reading.report.measures[reading.index])
                    .doubles(reading -> reading.report.values[reading.index])
                    .integers(reading -> reading.report.qualityOf(reading.index))
                    .longs(reading -> reading.report.seq)
                    .texts(reading -> reading.report.drill);
            statement.executeUpdate();
        }
    }

    @Override
    public RejectedRow refused(DeviceReport report, SQLException why) {
        RejectedRow row = new RejectedRow();
        row.receivedAtMillis = report.receivedAtMillis;
        row.deviceId = storable(report.deviceId);
        row.drill = report.drill;
        row.topic = "city/" + storable(report.sector) + "/" + row.deviceId + "/telemetry";
        row.reason = RejectReason.OUT_OF_RANGE.tag();
        row.detail = "refused by the database, SQL state " + why.getSQLState() + ": "
                + storable(String.valueOf(why.getMessage()));
        row.payload = (report + " " + Arrays.toString(report.measures) + " " + Arrays.toString(report.values))
                .getBytes(StandardCharsets.UTF_8);
        row.partition = RejectedRow.REFUSED_BY_DATABASE;
        row.kafkaOffset = Integer.toUnsignedLong(
                Objects.hash(report.deviceId, report.observedAtMillis, report.seq, Arrays.hashCode(report.measures)));
        return row;
    }

    /** PostgreSQL's text holds every character but this one. */
    private static String storable(String text) {
        return String.valueOf(text).replace('\0', '\uFFFD');
    }
}
