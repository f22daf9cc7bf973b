package io.cityops.simulators.report;

import io.cityops.simulators.report.LoadResult.Ceiling;
import io.cityops.simulators.report.LoadResult.EndToEnd;
import io.cityops.simulators.report.LoadResult.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results as people read them in a terminal. */
public final class TextReport {
    private static final String LATENCIES = "  %-34s %9s %9s %9s %9s %9s%n";

    private TextReport() {}

    /** While it runs. */
    public static String line(Moment moment) {
        return String.format(
                Locale.ROOT,
                "%6.0f s  due %,9.0f/s  sent %,9.0f/s  acknowledged %,9.0f/s  refused %,d  p50 %.1f ms  p99 %.1f ms  %,d connected",
                moment.atSeconds(),
                moment.due() / moment.seconds(),
                moment.sent() / moment.seconds(),
                moment.acknowledged() / moment.seconds(),
                moment.refused(),
                moment.p50Ms(),
                moment.p99Ms(),
                moment.connected());
    }

    public static String of(LoadResult result) {
        LoadResult.Setup setup = result.setup();
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s: %s, %,.0f msg/s for %,.0f s, MQTT %s, QoS %d, %,d connections, %,d bytes a payload, %s client%n",
                result.name(),
                setup.url(),
                setup.ratePerSecond(),
                setup.durationSeconds(),
                setup.protocol(),
                setup.qos(),
                setup.connections(),
                setup.payloadBytes(),
                setup.client()));
        text.append(String.format(
                Locale.ROOT,
                "  due %,d  sent %,d  acknowledged %,d  refused %,d  unanswered %,d  unsent %,d%n",
                result.due(),
                result.sent(),
                result.acknowledged(),
                result.refused(),
                result.unanswered(),
                result.unsent()));
        text.append(String.format(
                Locale.ROOT,
                "  sent %,.0f/s, acknowledged %,.0f/s during the schedule%n",
                result.sentPerSecond(),
                result.acknowledgedPerSecond()));
        latencies(text, result);
        costs(text, result);
        counted(text, "refused", result.refusals());
        counted(text, "connections", result.connections().failures());
        for (String note : result.notes()) {
            text.append("  note: ").append(note).append(System.lineSeparator());
        }
        return text.toString().stripTrailing();
    }

    private static void latencies(StringBuilder text, LoadResult result) {
        text.append(String.format(LATENCIES, "milliseconds", "p50", "p90", "p99", "p99.9", "max"));
        row(text, "due to acknowledged", result.latencyMs());
        row(text, "sent to acknowledged", result.latencyFromSendMs());
        row(text, "due to sent", result.sendDelayMs());
        EndToEnd endToEnd = result.endToEndMs();
        if (endToEnd != null) {
            row(text, "due to readable in the database", endToEnd.latency());
            text.append(String.format(
                    Locale.ROOT,
                    "  read back: %,d of %,d messages of %d devices%n",
                    endToEnd.found(),
                    endToEnd.sampled(),
                    endToEnd.devices()));
        }
        row(text, "connecting", result.connections().connectMs());
    }

    private static void row(StringBuilder text, String name, Percentiles values) {
        if (values.count() > 0) {
            text.append(String.format(
                    LATENCIES,
                    name,
                    number(values.p50()),
                    number(values.p90()),
                    number(values.p99()),
                    number(values.p999()),
                    number(values.max())));
        }
    }

    private static void costs(StringBuilder text, LoadResult result) {
        text.append(String.format(
                Locale.ROOT,
                "  the load itself used %.2f cores (%.2f in its loops); everything on this machine %.2f of %d, of which %.2f were stolen by its hypervisor; load average %.1f%n",
                result.cost().processCores(),
                result.cost().loopCores(),
                result.cost().machineCores(),
                result.machine().cores(),
                result.cost().stolenCores(),
                result.machine().loadAverage()));
        if (result.ceiling() != null) {
            text.append("  ").append(of(result.ceiling())).append(System.lineSeparator());
        }
        text.append(String.format(
                Locale.ROOT,
                "  %s, %d cores, %,d MiB, %s, %s, %s%n",
                result.machine().processor(),
                result.machine().cores(),
                result.machine().memoryMib(),
                result.machine().system(),
                result.machine().java(),
                result.startedAt()));
    }

    public static String of(Ceiling ceiling) {
        return String.format(
                Locale.ROOT,
                "the load's own ceiling here: %,.0f msg/s over %,d connections (%.2f cores); at the rate of this run against a"
                        + " server that only acknowledges: p99 %.1f ms, send delay p99 %.1f ms, %.2f cores",
                ceiling.messagesPerSecond(),
                ceiling.connections(),
                ceiling.processCores(),
                ceiling.ownLatencyP99Ms(),
                ceiling.ownSendDelayP99Ms(),
                ceiling.ownProcessCores());
    }

    private static void counted(StringBuilder text, String what, Map<String, Long> counts) {
        if (!counts.isEmpty()) {
            List<String> parts = new ArrayList<>();
            counts.forEach((reason, count) -> parts.add(String.format(Locale.ROOT, "%,d %s", count, reason)));
            text.append("  ")
                    .append(what)
                    .append(": ")
                    .append(String.join("; ", parts))
                    .append(System.lineSeparator());
        }
    }

    static String number(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.2f" : millis < 100 ? "%.1f" : "%,.0f", millis);
    }
}
