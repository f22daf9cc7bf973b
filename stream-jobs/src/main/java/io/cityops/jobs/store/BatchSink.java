package io.cityops.jobs.store;

import io.cityops.jobs.alarm.AlertTransition;
import io.cityops.jobs.catalogue.CatalogueOutcome;
import io.cityops.jobs.device.Presence;
import io.cityops.jobs.device.ReportRow;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.intake.RejectedRow;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Idempotent sinks into TimescaleDB: at least once to the database, where writing again changes nothing, so what is
 * there after a crash and a replay is what would be there without. All is written when a checkpoint completes.
 */
public final class BatchSink<T> implements Sink<T> {
    private final Database database;
    private final Table<T> table;
    private final int maxRows;
    private final Duration maxDelay;

    private BatchSink(Database database, Table<T> table, int maxRows, Duration maxDelay) {
        this.database = database;
        this.table = table;
        this.maxRows = maxRows;
        this.maxDelay = maxDelay;
    }

    public static Sink<ReportRow> idempotentReadings(Database database) {
        return new BatchSink<>(database, new ReadingTable(), 5_000, Duration.ofMillis(150));
    }

    public static Sink<RejectedRow> idempotentRejected(Database database) {
        return new BatchSink<>(database, new RejectedTable(), 500, Duration.ofMillis(150));
    }

    public static Sink<AreaFigure> idempotentIndicators(Database database) {
        return new BatchSink<>(database, new IndicatorTable(), 2_000, Duration.ofMillis(100));
    }

    public static Sink<AlertTransition> idempotentAlerts(Database database) {
        return new BatchSink<>(database, new AlertTable(), 500, Duration.ofMillis(20));
    }

    /** Of versions of rules that run in the shadow of the active ones. */
    public static Sink<AlertTransition> idempotentShadows(Database database) {
        return new BatchSink<>(database, new ShadowTable(), 500, Duration.ofMillis(100));
    }

    public static Sink<Presence> idempotentPresence(Database database) {
        return new BatchSink<>(database, new PresenceTable(), 2_000, Duration.ofMillis(500));
    }

    public static Sink<CatalogueOutcome> idempotentCatalogueOutcomes(Database database) {
        return new BatchSink<>(database, new CatalogueOutcomeTable(), 10, Duration.ofMillis(20));
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        return new BatchWriter<>(database, table, maxRows, maxDelay, context);
    }
}
