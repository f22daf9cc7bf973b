package io.cityops.jobs.store;

import io.cityops.jobs.device.ReportRow;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.intake.RejectedRow;
import io.cityops.model.telemetry.RejectReason;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * One row a report. A row that is there already stays as it is.
 *
 * <p>Rows are new but for a replay after a crash, and binary COPY is the cheapest way to write new ones. Where the
 * table's key says that one of them is there already, the batch is copied into a table of the session and goes from there
 * by the way that passes over such rows.
 */
final class ReadingTable implements Table<ReportRow> {
    private static final String COLUMNS = " (" + ReportRow.COLUMNS + ")";
    private static final String UNIQUE_VIOLATION = "23505";

    private static final String COPY = "copy store.report" + COLUMNS + " from stdin (format binary)";
    private static final String COPY_ASIDE = "copy pg_temp.report_again" + COLUMNS + " from stdin (format binary)";
    private static final String ASIDE = "create temporary table report_again (like store.report) on commit drop";
    private static final String INSERT_NEW = "insert into store.report" + COLUMNS + " select " + ReportRow.COLUMNS
            + " from pg_temp.report_again on conflict do nothing";

    @Override
    public String name() {
        return "report";
    }

    @Override
    public void write(Connection connection, List<ReportRow> reports) throws SQLException {
        BinaryCopy rows = new BinaryCopy(
                reports.stream().mapToInt(report -> report.bytes.length).sum());
        reports.forEach(report -> rows.add(report.bytes));
        rows.end();
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        Savepoint before = connection.setSavepoint();
        try {
            rows.send(copies, COPY);
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            try (Statement statement = connection.createStatement()) {
                statement.execute(ASIDE);
                rows.send(copies, COPY_ASIDE);
                statement.execute(INSERT_NEW);
            }
        }
    }

    @Override
    public RejectedRow refused(ReportRow refused, SQLException why) {
        DeviceReport report = refused.report();
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
