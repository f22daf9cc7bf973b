package io.cityops.jobs;

import io.cityops.jobs.intake.Arrival;
import io.cityops.jobs.intake.DeviceChange;
import io.cityops.jobs.intake.RejectedRow;
import io.cityops.jobs.intake.Topics;
import org.apache.flink.api.connector.source.Source;

/** Where the records come from: topics, or what a test makes up. */
public record Sources(
        Source<Arrival, ?, ?> telemetry,
        Source<RejectedRow, ?, ?> rejected,
        Source<DeviceChange, ?, ?> devices,
        Source<byte[], ?, ?> catalogues) {

    /** @param bootstrap Kafka servers, {@code host:port} */
    public static Sources kafka(String bootstrap) {
        return new Sources(
                Topics.telemetry(bootstrap),
                Topics.rejected(bootstrap),
                Topics.devices(bootstrap),
                Topics.catalogues(bootstrap));
    }
}
