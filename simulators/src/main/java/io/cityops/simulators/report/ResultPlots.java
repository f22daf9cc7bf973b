package io.cityops.simulators.report;

import io.cityops.simulators.report.LoadResult.EndToEnd;
import io.cityops.simulators.report.LoadResult.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What is drawn of a run. */
final class ResultPlots {
    private static final int TIME_TICKS = 5;

    private ResultPlots() {}

    /** @param result with a timeline */
    static List<Plot> of(LoadResult result) {
        List<Moment> moments = result.timeline();
        double end = moments.getLast().atSeconds();
        List<Plot.Tick> ticks = timeTicks(end);
        return List.of(
                new Plot("Messages a second", "")
                        .line("acknowledged", series(moments, moment -> moment.acknowledged() / moment.seconds()))
                        .line("due", series(moments, moment -> moment.due() / moment.seconds()))
                        .line("sent", series(moments, moment -> moment.sent() / moment.seconds()))
                        .x(0, end, ticks)
                        .filled(),
                new Plot("Latency, due to acknowledged", "ms")
                        .line("p99", series(answered(moments), Moment::p99Ms))
                        .line("max", series(answered(moments), Moment::maxMs))
                        .line("p50", series(answered(moments), Moment::p50Ms))
                        .x(0, end, ticks)
                        .logarithmic(),
                distribution(result),
                new Plot("Cost of the load, cores", "")
                        .line("processor time of the load", series(moments, Moment::processCores))
                        .x(0, end, ticks)
                        .filled());
    }

    /** By nines, as HdrHistogram's own plots have it. */
    private static Plot distribution(LoadResult result) {
        Plot plot = new Plot("Latency by percentile", "ms")
                .line("due to acknowledged", byNines(result.latencyMs()))
                .line("sent to acknowledged", byNines(result.latencyFromSendMs()))
                .line("due to sent", byNines(result.sendDelayMs()))
                .logarithmic();
        EndToEnd endToEnd = result.endToEndMs();
        if (endToEnd != null) {
            plot.line("due to readable", byNines(endToEnd.latency()));
        }
        return plot.x(
                0,
                5,
                List.of(
                        new Plot.Tick(0, "0"),
                        new Plot.Tick(1, "90"),
                        new Plot.Tick(2, "99"),
                        new Plot.Tick(3, "99.9"),
                        new Plot.Tick(4, "99.99 %")));
    }

    private static List<double[]> byNines(Percentiles values) {
        return values.curve().stream()
                .filter(point -> point[0] < 100)
                .map(point -> new double[] {-Math.log10(1 - point[0] / 100), point[1]})
                .toList();
    }

    private static List<Moment> answered(List<Moment> moments) {
        return moments.stream()
                .filter(moment -> moment.acknowledged() + moment.refused() > 0)
                .toList();
    }

    private static List<double[]> series(List<Moment> moments, ToDoubleFunction<Moment> value) {
        return moments.stream()
                .map(moment -> new double[] {moment.atSeconds(), value.applyAsDouble(moment)})
                .toList();
    }

    private static List<Plot.Tick> timeTicks(double end) {
        double raw = end / TIME_TICKS;
        double step = 1;
        for (double candidate : new double[] {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600}) {
            step = candidate;
            if (candidate >= raw) {
                break;
            }
        }
        List<Plot.Tick> ticks = new ArrayList<>();
        for (double at = 0; at <= end + step / 100; at += step) {
            ticks.add(new Plot.Tick(at, step < 60 ? whole(at) + " s" : whole(at / 60) + " min"));
        }
        return ticks;
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
