package io.cityops.jobs;

import io.cityops.jobs.alarm.AlertTransition;
import io.cityops.jobs.catalogue.CatalogueOutcome;
import io.cityops.jobs.device.Presence;
import io.cityops.jobs.device.ReportRow;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.intake.RejectedRow;
import io.cityops.jobs.store.BatchSink;
import io.cityops.jobs.store.Database;
import org.apache.flink.api.connector.sink2.Sink;

/** Where the results go: tables, or what a test looks at. */
public record Sinks(
        Sink<ReportRow> readings,
        Sink<RejectedRow> rejected,
        Sink<AreaFigure> indicators,
        Sink<AlertTransition> alerts,
        Sink<AlertTransition> shadows,
        Sink<Presence> presence,
        Sink<CatalogueOutcome> catalogues) {

    public static Sinks idempotent(Database database) {
        return new Sinks(
                BatchSink.idempotentReadings(database),
                BatchSink.idempotentRejected(database),
                BatchSink.idempotentIndicators(database),
                BatchSink.idempotentAlerts(database),
                BatchSink.idempotentShadows(database),
                BatchSink.idempotentPresence(database),
                BatchSink.idempotentCatalogueOutcomes(database));
    }
}
