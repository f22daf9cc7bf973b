package io.cityops.jobs.cluster;

import io.cityops.jobs.CityJob;
import io.cityops.jobs.JobSettings;
import io.cityops.jobs.Sinks;
import io.cityops.jobs.Sources;
import io.cityops.jobs.store.ReadingHistory;
import io.cityops.model.settings.Settings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The city's job as the job manager begins it; what Flink is told stands in the job manager's configuration. */
public final class SubmittedJob {
    private SubmittedJob() {}

    public static void main(String[] arguments) throws Exception {
        JobSettings settings = JobSettings.from(Settings.fromEnvironment());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        new CityJob(settings.catalogue(), settings.timing(), new ReadingHistory(settings.database()))
                .defineWorkflow(env, Sources.kafka(settings.kafka()), Sinks.idempotent(settings.database()));
        env.execute("city");
    }
}
