package io.cityops.simulators.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** A line plot as inline SVG; its colours and sizes come from the page's style sheet. */
final class Plot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 300;
    private static final int LEFT = 112;
    private static final int RIGHT = 18;
    private static final int TOP = 14;
    private static final int BOTTOM = 46;
    private static final List<String> STYLES = List.of("one", "two", "three", "four");
    private static final double LEAST_OF_LOGARITHM = 0.01;

    /** A named line. */
    record Series(String name, List<double[]> points) {
        Series {
            points = List.copyOf(points);
        }
    }

    /** A place on an axis with its label. */
    record Tick(double at, String label) {}

    private final String title;
    private final String unit;
    private final List<Series> series = new ArrayList<>();
    private List<Tick> xTicks = List.of();
    private double xFrom;
    private double xTo = 1;
    private boolean logarithmic;
    private boolean filled;

    Plot(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    Plot line(String name, List<double[]> points) {
        if (!points.isEmpty()) {
            series.add(new Series(name, points));
        }
        return this;
    }

    Plot x(double from, double to, List<Tick> ticks) {
        xFrom = from;
        xTo = Math.max(to, from + 1e-9);
        xTicks = ticks;
        return this;
    }

    /** Latencies span decades. */
    Plot logarithmic() {
        logarithmic = true;
        return this;
    }

    /** The first line is filled down to the axis. */
    Plot filled() {
        filled = true;
        return this;
    }

    boolean isEmpty() {
        return series.isEmpty();
    }

    String html() {
        StringBuilder html = new StringBuilder("<div class=\"card\"><h3>")
                .append(Html.escaped(title))
                .append("</h3>");
        html.append("<ul class=\"legend\">");
        for (int i = 0; i < series.size(); i++) {
            html.append("<li><svg viewBox=\"0 0 26 10\" aria-hidden=\"true\"><path class=\"s ")
                    .append(STYLES.get(i))
                    .append("\" d=\"M0 5H26\"/></svg>")
                    .append(Html.escaped(series.get(i).name()))
                    .append("</li>");
        }
        html.append("</ul>").append(svg()).append("</div>");
        return html.toString();
    }

    private String svg() {
        List<Tick> yTicks = logarithmic ? decades() : evenTicks();
        double low = yTicks.getFirst().at();
        double high = yTicks.getLast().at();
        DoubleFunction<Double> y = value -> TOP + (HEIGHT - TOP - BOTTOM) * (1 - (scaled(value) - low) / (high - low));
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH,
                HEIGHT,
                Html.escaped(title)));
        for (Tick tick : yTicks) {
            double at = TOP + (HEIGHT - TOP - BOTTOM) * (1 - (tick.at() - low) / (high - low));
            svg.append(String.format(
                    Locale.ROOT,
                    "<path class=\"grid\" d=\"M%d %.1fH%d\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" dominant-baseline=\"middle\">%s</text>",
                    LEFT,
                    at,
                    WIDTH - RIGHT,
                    LEFT - 10,
                    at,
                    Html.escaped(tick.label())));
        }
        for (Tick tick : xTicks) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<path class=\"axis\" d=\"M%.1f %dv6\"/><text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
                    x(tick.at()),
                    HEIGHT - BOTTOM,
                    x(tick.at()),
                    HEIGHT - 14,
                    tick.at() > xFrom + 0.95 * (xTo - xFrom) ? "end" : "middle",
                    Html.escaped(tick.label())));
        }
        svg.append(String.format(
                Locale.ROOT, "<path class=\"axis\" d=\"M%d %dH%d\"/>", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT));
        for (int i = 0; i < series.size(); i++) {
            draw(svg, series.get(i), STYLES.get(i), y, filled && i == 0);
        }
        return svg.append("</svg>").toString();
    }

    private void draw(StringBuilder svg, Series line, String style, DoubleFunction<Double> y, boolean area) {
        StringBuilder path = new StringBuilder();
        for (double[] point : line.points()) {
            path.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x(point[0]), y.apply(point[1])));
        }
        if (area) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<path class=\"area\" d=\"%sL%.1f %dL%.1f %dZ\"/>",
                    path,
                    x(line.points().getLast()[0]),
                    HEIGHT - BOTTOM,
                    x(line.points().getFirst()[0]),
                    HEIGHT - BOTTOM));
        }
        svg.append("<path class=\"s ")
                .append(style)
                .append("\" d=\"")
                .append(path)
                .append("\"/>");
    }

    private double x(double value) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.clamp((value - xFrom) / (xTo - xFrom), 0, 1);
    }

    private double scaled(double value) {
        return logarithmic ? Math.log10(Math.max(LEAST_OF_LOGARITHM, value)) : value;
    }

    private double most() {
        return series.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(point -> point[1])
                .max()
                .orElse(1);
    }

    private List<Tick> decades() {
        double least = series.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(point -> point[1])
                .filter(value -> value > 0)
                .min()
                .orElse(1);
        int from = (int) Math.floor(Math.log10(Math.max(LEAST_OF_LOGARITHM, least)));
        int to = Math.max(from + 1, (int) Math.ceil(Math.log10(Math.max(LEAST_OF_LOGARITHM, most()))));
        List<Tick> ticks = new ArrayList<>();
        for (int decade = from; decade <= to; decade++) {
            double value = Math.pow(10, decade);
            ticks.add(new Tick(decade, value >= 1_000 ? brief(value / 1_000, "s") : brief(value, unit)));
        }
        return ticks;
    }

    private List<Tick> evenTicks() {
        double most = Math.max(1e-6, most());
        double raw = most / 4;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = raw <= power ? power : raw <= 2 * power ? 2 * power : raw <= 5 * power ? 5 * power : 10 * power;
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; ticks.isEmpty() || ticks.getLast().at() < most; i++) {
            ticks.add(new Tick(i * step, brief(i * step, unit)));
        }
        return ticks;
    }

    private static String brief(double value, String unit) {
        String number = value >= 1_000
                ? String.format(Locale.ROOT, value % 1_000 == 0 ? "%.0fk" : "%.1fk", value / 1_000)
                : value >= 1 || value == 0
                        ? trimmed(value)
                        : String.format(Locale.ROOT, "%.2f", value).replaceFirst("0$", "");
        return unit.isEmpty() ? number : number + " " + unit;
    }

    private static String trimmed(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
