package io.cityops.dashboard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.dashboard.pipeline.PipelineHealth.Figure;
import io.cityops.dashboard.pipeline.PipelineHealth.Look;
import io.cityops.dashboard.pipeline.PipelineHealth.Part;
import io.cityops.model.settings.Settings;
import io.cityops.model.settings.SettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineHealthTest {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    @Test
    void aRateIsWhatWasCountedBetweenTwoLooksOverAllLabels() {
        Meters before = page("cityops_gateway_messages_total{outcome=\"accepted\"} 100\n"
                + "cityops_gateway_messages_total{outcome=\"rejected\"} 10\n");
        Meters now = page("cityops_gateway_messages_total{outcome=\"accepted\"} 600\n"
                + "cityops_gateway_messages_total{outcome=\"rejected\"} 20\n");

        assertThat(value(PipelineHealth.gateway(new Look(now, before, FIVE_SECONDS)), "messages"))
                .isEqualTo(102.0);
    }

    @Test
    void aPartThatWasStartedAnewHasNoNegativeRate() {
        Meters before = page("cityops_gateway_messages_total 600\n");
        Meters now = page("cityops_gateway_messages_total 5\n");

        assertThat(value(PipelineHealth.gateway(new Look(now, before, FIVE_SECONDS)), "messages"))
                .isZero();
    }

    @Test
    void aQuantileIsOfWhatHappenedBetweenTheLooks() {
        Meters before = histogram(1000, 1000, 1000);
        Meters now = histogram(1000, 1099, 1100);

        assertThat(value(PipelineHealth.gateway(new Look(now, before, FIVE_SECONDS)), "acknowledged-p99"))
                .isEqualTo(0.5);
        assertThat(value(PipelineHealth.gateway(new Look(now, now, FIVE_SECONDS)), "acknowledged-p99"))
                .as("nothing happened")
                .isNull();
    }

    @Test
    void theLagIsThatOfTheSlowestTaskAndWhatFlinkPutsAheadOfANameIsOverlooked() {
        Meters now = page("# TYPE x gauge\nflink_taskmanager_job_task_operator_currentEmitEventTimeLag{a=\"1\"} 400.0\n"
                + "flink_taskmanager_job_task_operator_currentEmitEventTimeLag{a=\"{2}\"} 16000.0 1700000000\n"
                + "flink_taskmanager_job_task_operator_pendingRecords 3\nno sample\n");
        Part jobs = PipelineHealth.jobs(new Look(now, now, Duration.ZERO));

        assertThat(value(jobs, "lag")).isEqualTo(16_000.0);
        assertThat(value(jobs, "pending")).isEqualTo(3.0);
        assertThat(value(jobs, "observations")).as("not told").isNull();
    }

    @Test
    void addressesFollowThePortsOrAreSaid() {
        assertThat(PipelineSettings.from(settings(Map.of("CITYOPS_PORT_OFFSET", "100")))
                        .gateway())
                .hasToString("[http://127.0.0.1:9201/metrics]");
        assertThat(PipelineSettings.from(settings(Map.of("CITYOPS_JOBS_METRICS", "http://a:1/m, http://b:2/m")))
                        .jobs())
                .hasSize(2);
        assertThatThrownBy(() -> PipelineSettings.from(settings(Map.of("CITYOPS_JOBS_METRICS", "file:/etc/passwd"))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("CITYOPS_JOBS_METRICS=file:/etc/passwd");
    }

    private static Settings settings(Map<String, String> variables) {
        return new Settings(variables);
    }

    private static Meters histogram(int upTo100ms, int upTo500ms, int all) {
        String name = "cityops_gateway_acknowledgement_seconds_bucket{le=\"";
        return page(name + "0.1\"} " + upTo100ms + "\n" + name + "0.5\"} " + upTo500ms + "\n" + name + "+Inf\"} " + all
                + "\n");
    }

    private static Meters page(String text) {
        return Meters.of(List.of(text));
    }

    private static Double value(Part part, String id) {
        return part.figures().stream()
                .filter(figure -> figure.id().equals(id))
                .map(Figure::value)
                .toList()
                .getFirst();
    }
}
