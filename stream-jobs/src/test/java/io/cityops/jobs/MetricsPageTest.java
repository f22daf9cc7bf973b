package io.cityops.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private final MetricReporter page = new MetricsPage.Factory().createMetricReporter(new Properties());
    private final MetricGroup group = new UnregisteredMetricsGroup();

    @Test
    void gaugesOfOursStandUnderTheNamesThatTheyAreDocumentedBy() {
        Gauge<Integer> judged = () -> 3;
        Gauge<Integer> version = () -> 7;
        page.notifyOfAddedMetric(judged, JobMeter.SERIES_JUDGED, group);
        page.notifyOfAddedMetric(version, JobMeter.CATALOGUE_VERSION, group);
        try {
            assertThat(MetricsPage.text().lines())
                    .contains(
                            "# TYPE cityops_series_judged gauge",
                            "cityops_series_judged 3",
                            "cityops_catalogue_version 7");
        } finally {
            page.notifyOfRemovedMetric(judged, JobMeter.SERIES_JUDGED, group);
            page.notifyOfRemovedMetric(version, JobMeter.CATALOGUE_VERSION, group);
        }
    }

    @Test
    void countersOfOursAreTotalsOfTheJobs() {
        Counter corrections = new SimpleCounter();
        corrections.inc(5);
        page.notifyOfAddedMetric(corrections, "cityops_corrections", group);
        try {
            assertThat(MetricsPage.text().lines())
                    .contains("# TYPE cityops_jobs_corrections_total counter", "cityops_jobs_corrections_total 5");
        } finally {
            page.notifyOfRemovedMetric(corrections, "cityops_corrections", group);
        }
    }
}
