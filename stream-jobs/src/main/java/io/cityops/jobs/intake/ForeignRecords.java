package io.cityops.jobs.intake;

import io.cityops.jobs.JobMeter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Takes out, and counts, what came in topic telemetry without being a message of ours. Stateless. */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
public final class ForeignRecords extends ProcessFunction<Arrival, RejectedRow> {
    private transient Counter counter;

    @Override
    public void open(OpenContext context) {
        counter = JobMeter.FOREIGN_RECORDS.of(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(Arrival arrival, Context context, Collector<RejectedRow> out) {
        if (arrival.foreign != null) {
            counter.inc();
            out.collect(arrival.foreign);
        }
    }
}
