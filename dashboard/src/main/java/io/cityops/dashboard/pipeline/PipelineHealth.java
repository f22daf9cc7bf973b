package io.cityops.dashboard.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What engineers look at of each part, out of two looks at its meters, with the limits of the documents. */
final class PipelineHealth {
    /**
     * One figure of a part.
     *
     * @param id by which the browser names it
     * @param unit {@code /s}, {@code s}, {@code ms}, {@code B} or empty: a count
     * @param value null: not known
     * @param limit above which something is wrong; null: none
     */
    record Figure(
            String id,
            String unit,
            @Nullable Double value,
            @Nullable Double limit) {}

    /** @param up null: it is not needed, and not there */
    record Part(String id, @Nullable Boolean up, List<Figure> figures) {
        Part {
            figures = List.copyOf(figures);
        }
    }

    /** Two looks at one part. */
    record Look(Meters now, Meters before, Duration between) {
        @Nullable
        Double perSecond(String counter) {
            return perSecond(now.sum(counter), before.sum(counter));
        }

        private @Nullable Double perSecond(OptionalDouble after, OptionalDouble earlier) {
            double seconds = between.toMillis() / 1000.0;
            return after.isEmpty() || earlier.isEmpty() || seconds <= 0
                    ? null
                    // a part that was restarted counts from nothing
                    : Double.valueOf(Math.max(0, after.getAsDouble() - earlier.getAsDouble()) / seconds);
        }
    }

    private PipelineHealth() {}

    static Part gateway(Look look) {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("messages", "/s", look.perSecond("cityops_gateway_messages_total"), null));
        figures.add(new Figure("refused", "/s", look.perSecond("cityops_gateway_rejected_total"), null));
        figures.add(new Figure(
                "acknowledged-p99",
                "s",
                value(look.now().quantile("cityops_gateway_acknowledgement_seconds", 0.99, look.before())),
                1.0));
        figures.add(new Figure("connections", "", value(look.now().sum("cityops_gateway_connections")), null));
        figures.add(new Figure("in-flight", "", value(look.now().sum("cityops_gateway_in_flight_messages")), null));
        figures.add(
                new Figure("kafka-silence", "s", value(look.now().max("cityops_gateway_kafka_silence_seconds")), 5.0));
        figures.add(new Figure("kafka-errors", "", value(look.now().sum("cityops_gateway_kafka_errors_total")), 0.0));
        return new Part("gateway", true, figures);
    }

    static Part jobs(Look look) {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("observations", "/s", look.perSecond("cityops_jobs_observations_total"), null));
        figures.add(new Figure("rows", "/s", look.perSecond("cityops_jobs_rows_written_total"), null));
        figures.add(new Figure("lag", "ms", value(look.now().max("currentEmitEventTimeLag")), 15_000.0));
        figures.add(new Figure("pending", "", value(look.now().sum("pendingRecords")), null));
        figures.add(new Figure("late", "/s", look.perSecond("cityops_jobs_late_observations_total"), null));
        figures.add(new Figure("checkpoint", "ms", value(look.now().max("lastCheckpointDuration")), 30_000.0));
        figures.add(new Figure("checkpoint-size", "B", value(look.now().max("lastCheckpointSize")), null));
        figures.add(new Figure("database-retries", "/s", look.perSecond("cityops_jobs_database_retries_total"), 0.0));
        figures.add(new Figure("rows-refused", "", value(look.now().sum("cityops_jobs_rows_refused_total")), 0.0));
        return new Part("jobs", true, figures);
    }

    static Part dashboard(Look look) {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("screens", "", value(look.now().sum("cityops_dashboard_screens")), null));
        figures.add(new Figure("pushes", "/s", look.perSecond("cityops_dashboard_pushes_total"), null));
        figures.add(new Figure(
                "event-to-push",
                "s",
                value(look.now().quantile("cityops_dashboard_event_to_push_seconds", 0.95, look.before())),
                2.0));
        figures.add(new Figure(
                "write-to-push",
                "s",
                value(look.now().quantile("cityops_dashboard_write_to_push_seconds", 0.95, look.before())),
                1.0));
        figures.add(new Figure("read-failures", "/s", look.perSecond("cityops_dashboard_read_failures_total"), 0.0));
        figures.add(new Figure("heap", "B", value(look.now().sum("jvm_memory_used_bytes", "area=\"heap\"")), null));
        return new Part("dashboard", true, figures);
    }

    static Part simulators(Look look) {
        return new Part(
                "simulators",
                true,
                List.of(
                        new Figure("devices", "", value(look.now().sum("cityops_simulators_devices")), null),
                        new Figure("published", "/s", look.perSecond("cityops_simulators_published_total"), null),
                        new Figure("outstanding", "", value(look.now().sum("cityops_simulators_outstanding")), null)));
    }

    private static @Nullable Double value(OptionalDouble value) {
        return value.isEmpty() || !Double.isFinite(value.getAsDouble()) ? null : Double.valueOf(value.getAsDouble());
    }
}
