package io.cityops.simulators.report;

import io.cityops.simulators.report.LoadResult.Ceiling;
import io.cityops.simulators.report.LoadResult.EndToEnd;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results as one page that needs nothing else: plots as inline SVG, light and dark, for wall and hand. */
public final class HtmlReport {
    private final StringBuilder html = new StringBuilder();

    private HtmlReport() {}

    /** One run. */
    public static String of(LoadResult result) {
        return page("Load: " + result.name(), result.startedAt(), List.of(result), List.of());
    }

    /**
     * Several runs side by side.
     *
     * @param findings what is to be read first
     */
    public static String page(String title, String when, List<LoadResult> results, List<String> findings) {
        HtmlReport report = new HtmlReport();
        report.head(title, when, results.getFirst());
        report.notes("What it says", findings);
        if (results.size() > 1) {
            report.comparison(results);
        }
        results.forEach(report::run);
        return report.html.append("</main></body></html>\n").toString();
    }

    private void head(String title, String when, LoadResult first) {
        LoadResult.Machine machine = first.machine();
        html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
                .append(Html.escaped(title))
                .append("</title><style>")
                .append(style())
                .append("</style></head><body><main><header><h1>")
                .append(Html.escaped(title))
                .append("</h1><p>")
                .append(Html.escaped(text(
                        "%s · %s, %d cores, %,d MiB · %s · %s",
                        when,
                        machine.processor(),
                        machine.cores(),
                        machine.memoryMib(),
                        machine.system(),
                        machine.java())))
                .append("</p></header>");
    }

    private void comparison(List<LoadResult> results) {
        html.append("<section><h2>Side by side</h2><div class=\"card scroll\"><table><tr><th>run</th><th>due /s</th>")
                .append("<th>acknowledged /s</th><th>p50 ms</th><th>p99 ms</th><th>p99.9 ms</th><th>max ms</th>")
                .append("<th>unanswered</th><th>unsent</th><th>load, cores</th><th>machine, cores</th></tr>");
        for (LoadResult each : results) {
            Percentiles latency = each.latencyMs();
            row(
                    each.name(),
                    whole(each.setup().ratePerSecond()),
                    whole(each.acknowledgedPerSecond()),
                    ms(latency.p50()),
                    ms(latency.p99()),
                    ms(latency.p999()),
                    ms(latency.max()),
                    whole(each.unanswered()),
                    whole(each.unsent()),
                    cores(each.cost().processCores()),
                    cores(each.cost().machineCores()));
        }
        html.append("</table></div></section>");
    }

    private void run(LoadResult result) {
        LoadResult.Setup setup = result.setup();
        html.append("<section class=\"stack\"><div><h2>")
                .append(Html.escaped(result.name()))
                .append("</h2><p class=\"under\">")
                .append(Html.escaped(text(
                        "%s · %s msg/s for %s s · QoS %d, MQTT %s · %s connections · %s bytes a payload · %s client",
                        setup.url(),
                        whole(setup.ratePerSecond()),
                        whole(setup.durationSeconds()),
                        setup.qos(),
                        setup.protocol(),
                        whole(setup.connections()),
                        whole(setup.payloadBytes()),
                        setup.client())))
                .append("</p></div>");
        tiles(result);
        plots(result);
        latencies(result);
        facts(result);
        notes("Notes", result.notes());
        html.append("</section>");
    }

    private void tiles(LoadResult result) {
        html.append("<div class=\"tiles\">");
        tile(
                "",
                whole(result.acknowledgedPerSecond()),
                "msg/s",
                "acknowledged",
                text("of %s due", whole(result.due() / result.setup().durationSeconds())));
        tile(
                "",
                ms(result.latencyMs().p99()),
                "ms",
                "p99, due to acknowledged",
                text(
                        "p50 %s ms, p99.9 %s ms",
                        ms(result.latencyMs().p50()), ms(result.latencyMs().p999())));
        EndToEnd endToEnd = result.endToEndMs();
        if (endToEnd != null) {
            tile(
                    "",
                    ms(endToEnd.latency().p99()),
                    "ms",
                    "p99, due to readable",
                    text(
                            "p50 %s ms, %s of %s found",
                            ms(endToEnd.latency().p50()), whole(endToEnd.found()), whole(endToEnd.sampled())));
        }
        tile("", ms(result.sendDelayMs().p99()), "ms", "p99 of the send delay", "how well the schedule was kept");
        tile(
                result.isComplete() ? "good" : "bad",
                whole(result.unanswered() + result.unsent()),
                "",
                "unanswered or unsent",
                text("of %s due", whole(result.due())));
        tile(
                result.refused() == 0 ? "" : "bad",
                whole(result.refused()),
                "",
                "refused",
                result.refusals().isEmpty()
                        ? "for its content"
                        : String.join(", ", result.refusals().keySet()));
        tile(
                "",
                cores(result.cost().processCores()),
                "cores",
                "used by the load",
                text(
                        "%s of %d by the whole machine, %s stolen by its hypervisor",
                        cores(result.cost().machineCores()),
                        result.machine().cores(),
                        cores(result.cost().stolenCores())));
        html.append("</div>");
    }

    private void tile(String mood, String value, String unit, String name, String more) {
        html.append("<div class=\"tile ")
                .append(mood)
                .append("\"><span>")
                .append(Html.escaped(name))
                .append("</span><b>");
        html.append(Html.escaped(value));
        if (!unit.isEmpty()) {
            html.append(" <small>").append(unit).append("</small>");
        }
        html.append("</b><i>").append(Html.escaped(more)).append("</i></div>");
    }

    private void plots(LoadResult result) {
        if (result.timeline().isEmpty()) {
            return;
        }
        html.append("<div class=\"plots\">");
        for (Plot plot : ResultPlots.of(result)) {
            if (!plot.isEmpty()) {
                html.append(plot.html());
            }
        }
        html.append("</div>");
    }

    private void latencies(LoadResult result) {
        html.append("<div class=\"card scroll\"><table><tr><th>milliseconds</th><th>p50</th><th>p90</th><th>p99</th>")
                .append("<th>p99.9</th><th>p99.99</th><th>max</th><th>mean</th><th>count</th></tr>");
        latency("due to acknowledged", result.latencyMs());
        latency("sent to acknowledged", result.latencyFromSendMs());
        latency("due to sent", result.sendDelayMs());
        if (result.endToEndMs() != null) {
            latency("due to readable in the database", result.endToEndMs().latency());
        }
        latency("connecting", result.connections().connectMs());
        html.append("</table></div>");
    }

    private void latency(String name, Percentiles values) {
        if (values.count() > 0) {
            row(
                    name,
                    ms(values.p50()),
                    ms(values.p90()),
                    ms(values.p99()),
                    ms(values.p999()),
                    ms(values.p9999()),
                    ms(values.max()),
                    ms(values.mean()),
                    whole(values.count()));
        }
    }

    private void facts(LoadResult result) {
        LoadResult.Setup setup = result.setup();
        LoadResult.Connections connections = result.connections();
        html.append("<div class=\"card\"><h3>Setup and books</h3><dl class=\"facts\">");
        fact("due", whole(result.due()));
        fact("sent", whole(result.sent()));
        fact("acknowledged", whole(result.acknowledged()));
        fact("refused", whole(result.refused()));
        fact("unanswered", whole(result.unanswered()));
        fact("unsent", whole(result.unsent()));
        fact("sent again after a loss", whole(result.sentAgain()));
        fact("connections opened", whole(connections.opened()));
        fact("connections lost", whole(connections.lost()));
        fact("all open after", text("%.2f s", connections.openedInSeconds()));
        fact("devices", whole(setup.devices()));
        fact("ramp", whole(setup.rampSeconds()) + " s");
        fact("burst", whole(setup.burst()));
        fact("in flight at most", whole(setup.inFlight()));
        fact("threads", whole(setup.threads()));
        fact("seed", Long.toString(setup.seed()));
        fact("scenario", setup.scenario() == null ? "none" : setup.scenario());
        fact("as coarse as", ms(setup.resolutionMs()) + " ms");
        fact("bytes sent", whole(result.cost().bytesSent()));
        for (Map.Entry<String, Long> failure : connections.failures().entrySet()) {
            fact(failure.getKey(), whole(failure.getValue()));
        }
        html.append("</dl></div>");
        Ceiling ceiling = result.ceiling();
        if (ceiling != null) {
            html.append(
                            "<div class=\"card\"><h3>The load's own ceiling</h3><p class=\"under\">Against a process that only acknowledges, on this machine, over ")
                    .append(whole(ceiling.connections()))
                    .append(" connections. A figure near these says nothing about a server.</p><dl class=\"facts\">");
            fact("as fast as it goes", whole(ceiling.messagesPerSecond()) + " msg/s");
            fact("with", cores(ceiling.processCores()) + " cores");
            fact("p99 at the rate of this run", ms(ceiling.ownLatencyP99Ms()) + " ms");
            fact("send delay p99 at that rate", ms(ceiling.ownSendDelayP99Ms()) + " ms");
            fact("cost at that rate", cores(ceiling.ownProcessCores()) + " cores");
            html.append("</dl></div>");
        }
    }

    private void fact(String name, String value) {
        html.append("<div><dt>")
                .append(Html.escaped(name))
                .append("</dt><dd>")
                .append(Html.escaped(value))
                .append("</dd></div>");
    }

    private void notes(String title, List<String> notes) {
        if (!notes.isEmpty()) {
            html.append("<div class=\"card\" style=\"margin-top:14px\"><h3>")
                    .append(title)
                    .append("</h3><ul class=\"notes\">");
            notes.forEach(note -> html.append("<li>").append(Html.escaped(note)).append("</li>"));
            html.append("</ul></div>");
        }
    }

    private void row(String first, String... cells) {
        html.append("<tr><td>").append(Html.escaped(first)).append("</td>");
        for (String cell : cells) {
            html.append("<td>").append(cell).append("</td>");
        }
        html.append("</tr>");
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String ms(double value) {
        return TextReport.number(value);
    }

    private static String cores(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String style() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            if (css == null) {
                throw new IllegalStateException("report.css is not in the jar");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
