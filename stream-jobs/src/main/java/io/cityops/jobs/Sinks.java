package io.cityops.jobs;

import io.cityops.jobs.alarm.AlertTransition;
import io.cityops.jobs.alarm.Presence;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.intake.RejectedRow;
import io.cityops.jobs.store.BatchSink;
import io.cityops.jobs.store.Database;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Where the results go: tables, or what a test looks at. */
public record Sinks(
        Sink<DeviceReport> readings,
        Sink<RejectedRow> rejected,
        Sink<AreaFigure> indicators,
        Sink<AlertTransition> alerts,
        Sink<Presence> presence,
        Sink<DeviceReport> tooLate) {

    /** What is too late for its indicator is a reading like any other, stored and counted: it needs no second place. */
    public static Sinks idempotent(Database database) {
        return new Sinks(
                BatchSink.idempotentReadings(database),
                BatchSink.idempotentRejected(database),
                BatchSink.idempotentIndicators(database),
                BatchSink.idempotentAlerts(database),
                BatchSink.idempotentPresence(database),
                new DiscardingSink<>());
    }
}
