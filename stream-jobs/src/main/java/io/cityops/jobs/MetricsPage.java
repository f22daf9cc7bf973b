package io.cityops.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.jspecify.annotations.Nullable;

/**
 * All metrics of the process as Prometheus text. Flink's own reporter listens on every interface and on a port of its
 * own; this one only renders, and {@link HealthPage} serves it beside /health.
 */
public final class MetricsPage implements MetricReporter {
    /** One process, one page. */
    private static final MetricsPage PAGE = new MetricsPage();

    private record Line(String family, String type, String name, Supplier<@Nullable Number> value) {}

    private final Map<Metric, Line> lines = new ConcurrentHashMap<>();

    private @Nullable MetricsServer server;

    private MetricsPage() {}

    /** Found by Flink through the class path. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return PAGE;
        }
    }

    static String text() {
        return PAGE.render();
    }

    /** Serves itself where {@code port} is configured, as in each process of a cluster. */
    @Override
    public void open(MetricConfig config) {
        int port = config.getInteger("port", 0);
        if (port != 0 && server == null) {
            try {
                server = MetricsServer.start(config.getString("bind", "127.0.0.1"), port);
            } catch (IOException e) {
                throw new UncheckedIOException("metrics on port " + port + ": " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String family = clean(family(metric, name, group));
        String labels = labels(group.getAllVariables());
        switch (metric) {
            case Counter counter -> lines.put(metric, new Line(family, "counter", family + labels, counter::getCount));
            case Gauge<?> gauge -> lines.put(metric, new Line(family, "gauge", family + labels, () -> number(gauge)));
            case Meter meter -> lines.put(metric, new Line(family, "gauge", family + labels, meter::getRate));
            default -> {
                // Histograms: Flink has some for its own checkpoints and links, and nobody here looks at them.
            }
        }
    }

    /** Counters of our own as {@code cityops_jobs_..._total}, our gauges by their names. */
    private static String family(Metric metric, String name, MetricGroup group) {
        if (!name.startsWith(JobMeter.PREFIX)) {
            return "flink_" + LogicalScopeProvider.castFrom(group).getLogicalScope(MetricsPage::clean, '_') + "_"
                    + name;
        }
        return metric instanceof Counter ? "cityops_jobs_" + name.substring(JobMeter.PREFIX.length()) + "_total" : name;
    }

    private static @Nullable Number number(Gauge<?> gauge) {
        Object value = gauge.getValue();
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        return value instanceof Number number ? number : null;
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        lines.remove(metric);
    }

    /** Few labels that stay the same from one start to the next; ids that change would make new series each time. */
    private static String labels(Map<String, String> variables) {
        StringBuilder labels = new StringBuilder();
        for (String key : new String[] {"operator_name", "task_name", "subtask_index", "topic", "partition"}) {
            String value = variables.get("<" + key + ">");
            if (value != null && !(key.equals("task_name") && variables.containsKey("<operator_name>"))) {
                labels.append(labels.isEmpty() ? "{" : ",")
                        .append(key)
                        .append("=\"")
                        .append(value.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", " "))
                        .append('"');
            }
        }
        return labels.isEmpty() ? "" : labels.append('}').toString();
    }

    private static String clean(String name) {
        return name.replaceAll("[^a-zA-Z0-9_]", "_");
    }

    private String render() {
        Map<String, Map<String, String>> families = new TreeMap<>();
        Map<String, String> types = new TreeMap<>();
        for (Line line : lines.values()) {
            Number value = valueOf(line);
            if (value != null) {
                types.put(line.family(), line.type());
                families.computeIfAbsent(line.family(), family -> new TreeMap<>())
                        .put(line.name(), String.format(Locale.ROOT, "%s", value));
            }
        }
        StringBuilder page = new StringBuilder(16_384);
        families.forEach((family, values) -> {
            page.append("# TYPE ")
                    .append(family)
                    .append(' ')
                    .append(types.get(family))
                    .append('\n');
            values.forEach(
                    (name, value) -> page.append(name).append(' ').append(value).append('\n'));
        });
        return page.toString();
    }

    /** A gauge of a task that is just ending may throw; the page is worth more than that one line. */
    private static @Nullable Number valueOf(Line line) {
        try {
            return line.value().get();
        } catch (RuntimeException e) {
            return null;
        }
    }
}
