package io.cityops.jobs.reference;

import io.cityops.model.catalogue.Across;
import io.cityops.model.catalogue.Aggregate;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Indicator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Every indicator as the catalogue's documentation has it, computed from all raw readings at once and in the plainest
 * way: for each window it looks through the readings again. Nothing of the job is used.
 */
public final class Reference {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long CITY_AHEAD = 7 * HOUR;

    private final Catalogue catalogue;
    /** By area, the observations: one device, one moment, all its measures. */
    private final Map<String, TreeMap<Long, List<Observed>>> byArea = new HashMap<>();

    private record Observed(String device, long at, long interval, Map<String, Double> values, List<String> doubted) {}

    public Reference(Catalogue catalogue, List<Reading> readings) {
        this.catalogue = catalogue;
        Map<List<Object>, Observed> observed = new LinkedHashMap<>();
        Map<List<Object>, String> areas = new HashMap<>();
        for (Reading reading : readings) {
            if (reading.isInTime()) {
                List<Object> key = List.of(reading.device(), reading.observedAt(), reading.seq());
                Observed one = observed.computeIfAbsent(
                        key,
                        k -> new Observed(
                                reading.device(),
                                reading.observedAt(),
                                reading.intervalMillis(),
                                new HashMap<>(),
                                new ArrayList<>()));
                areas.put(key, reading.area());
                if (reading.isBelieved()) {
                    one.values.put(reading.measure(), reading.value());
                } else {
                    one.doubted.add(reading.measure());
                }
            }
        }
        observed.forEach((key, one) -> {
            for (Area area = catalogue.area(areas.get(key)); area != null; area = parent(area)) {
                byArea.computeIfAbsent(area.code(), code -> new TreeMap<>())
                        .computeIfAbsent(one.at, at -> new ArrayList<>())
                        .add(one);
            }
        });
    }

    private Area parent(Area area) {
        return area.parent() == null ? null : catalogue.area(area.parent());
    }

    public java.util.Set<String> areas() {
        return byArea.keySet();
    }

    /** Whether the window has a reading that the indicator looks at, believed or not. */
    public boolean hasWindow(Indicator indicator, String area, long start, long length) {
        if (indicator.aggregate() == Aggregate.COMPOSITE) {
            return indicator.parts().stream()
                    .anyMatch(part -> hasWindow(catalogue.indicator(part.indicator()), area, start, length));
        }
        return between(area, start, start + length).stream()
                .anyMatch(one -> takes(indicator, one)
                        || one.doubted.contains(indicator.inputs().getFirst()));
    }

    private static boolean takes(Indicator indicator, Observed one) {
        return indicator.aggregate() == Aggregate.VN_AQI
                ? indicator.inputs().stream().anyMatch(one.values::containsKey)
                : one.values.containsKey(indicator.inputs().getFirst());
    }

    private List<Observed> between(String area, long from, long to) {
        List<Observed> all = new ArrayList<>();
        byArea.getOrDefault(area, new TreeMap<>()).subMap(from, to).values().forEach(all::addAll);
        return all;
    }

    private List<Observed> taken(Indicator indicator, String area, long from, long to) {
        return between(area, from, to).stream()
                .filter(one -> takes(indicator, one))
                .toList();
    }

    /** Of a closed window. */
    public double value(Indicator indicator, String area, long start, long length) {
        long end = start + length;
        long from = end - Math.max(length, indicator.over().toMillis());
        List<Observed> all = indicator.inputs().isEmpty() ? List.of() : taken(indicator, area, from, end);
        switch (indicator.aggregate()) {
            case COMPOSITE -> {
                double scores = 0;
                double weights = 0;
                for (Indicator.Part part : indicator.parts()) {
                    Indicator of = catalogue.indicator(part.indicator());
                    double value = hasWindow(of, area, start, length) ? value(of, area, start, length) : Double.NaN;
                    if (!Double.isNaN(value)) {
                        double score = 100 * (value - part.worst()) / (part.best() - part.worst());
                        scores += part.weight() * Math.max(0, Math.min(100, score));
                        weights += part.weight();
                    }
                }
                return weights == 0 ? Double.NaN : scores / weights;
            }
            case VN_AQI -> {
                return length == DAY ? dailyIndex(indicator, area, start) : hourlyIndex(indicator, area, end);
            }
            case NOISE_EXCESS -> {
                return excess(indicator, all, start, length);
            }
            case DISTINCT_COUNT -> {
                double atLeast = indicator.parameter("at_least");
                Map<String, List<Observed>> devices = byDevice(all);
                return devices.isEmpty()
                        ? Double.NaN
                        : devices.values().stream()
                                .filter(d -> last(indicator, d) >= atLeast)
                                .count();
            }
            case SAIDI, SAIFI -> {
                double off = 0;
                double customers = 0;
                for (List<Observed> device : byDevice(all).values()) {
                    off += indicator.aggregate() == Aggregate.SAIDI
                            ? device.stream()
                                    .mapToDouble(o -> input(indicator, 0, o) * o.interval / MINUTE)
                                    .sum()
                            : device.stream()
                                    .mapToDouble(o -> input(indicator, 0, o))
                                    .max()
                                    .orElse(0);
                    List<Observed> told = device.stream()
                            .filter(o -> !Double.isNaN(input(indicator, 1, o)))
                            .toList();
                    customers += told.isEmpty() ? 0 : input(indicator, 1, newest(told));
                }
                return customers > 0 ? off / customers : Double.NaN;
            }
            default -> {
                return across(indicator, all, length);
            }
        }
    }

    private static double across(Indicator indicator, List<Observed> all, long length) {
        boolean sums = indicator.across() == Across.SUM
                && (indicator.aggregate() == Aggregate.SUM || indicator.aggregate() == Aggregate.RATE);
        if (indicator.across() == Across.POOLED || sums) {
            return ofReadings(indicator, all, length);
        }
        double[] values = byDevice(all).values().stream()
                .mapToDouble(device -> ofReadings(indicator, device, length))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        return switch (indicator.across()) {
            case SUM -> values.length == 0 ? Double.NaN : Arrays.stream(values).sum();
            case MAX -> Arrays.stream(values).max().orElse(Double.NaN);
            default -> Arrays.stream(values).average().orElse(Double.NaN);
        };
    }

    private static double ofReadings(Indicator indicator, List<Observed> all, long length) {
        if (all.isEmpty()) {
            return Double.NaN;
        }
        return switch (indicator.aggregate()) {
            case MEAN ->
                all.stream().mapToDouble(o -> input(indicator, 0, o)).average().orElse(Double.NaN);
            case WEIGHTED_MEAN ->
                quotient(
                        all,
                        o -> positive(input(indicator, 1, o)) * input(indicator, 0, o),
                        o -> positive(input(indicator, 1, o)));
            case HARMONIC_MEAN -> spaceMean(indicator, all);
            case TRAVEL_TIME_INDEX -> indicator.parameter("free_flow_kmh") / spaceMean(indicator, all);
            case LEVEL_OF_SERVICE -> grade(100 * spaceMean(indicator, all) / indicator.parameter("free_flow_kmh"));
            case ENERGY_MEAN -> level(indicator, all);
            case SUM ->
                all.stream()
                        .mapToDouble(o -> indicator.inputs().stream()
                                .mapToDouble(measure -> o.values.getOrDefault(measure, 0.0))
                                .sum())
                        .sum();
            case RATE -> all.stream().mapToDouble(o -> input(indicator, 0, o)).sum() * HOUR / length;
            case MAX ->
                all.stream().mapToDouble(o -> input(indicator, 0, o)).max().orElse(Double.NaN);
            case LAST -> last(indicator, all);
            case RATIO ->
                indicator.parameter("scale")
                        * quotient(
                                all.stream()
                                        .filter(o -> !Double.isNaN(input(indicator, 1, o)))
                                        .toList(),
                                o -> input(indicator, 0, o),
                                o -> input(indicator, 1, o));
            case PERCENTILE -> {
                double[] sorted = all.stream()
                        .mapToDouble(o -> input(indicator, 0, o))
                        .sorted()
                        .toArray();
                yield sorted[(int) (indicator.parameter("percentile") / 100 * (sorted.length - 1))];
            }
            case HEAT_INDEX -> {
                List<Observed> both = all.stream()
                        .filter(o -> !Double.isNaN(input(indicator, 1, o)))
                        .toList();
                yield both.isEmpty()
                        ? Double.NaN
                        : felt(
                                both.stream()
                                        .mapToDouble(o -> input(indicator, 0, o))
                                        .average()
                                        .orElseThrow(),
                                both.stream()
                                        .mapToDouble(o -> input(indicator, 1, o))
                                        .average()
                                        .orElseThrow());
            }
            default -> throw new IllegalStateException(indicator.id());
        };
    }

    private static double input(Indicator indicator, int index, Observed one) {
        return index < indicator.inputs().size()
                ? one.values.getOrDefault(indicator.inputs().get(index), Double.NaN)
                : Double.NaN;
    }

    private static double positive(double weight) {
        return weight > 0 ? weight : 0;
    }

    private static double quotient(
            List<Observed> all, ToDoubleFunction<Observed> over, ToDoubleFunction<Observed> under) {
        double denominator = all.stream().mapToDouble(under).sum();
        return denominator > 0 ? all.stream().mapToDouble(over).sum() / denominator : Double.NaN;
    }

    private static double spaceMean(Indicator indicator, List<Observed> all) {
        ToDoubleFunction<Observed> vehicles =
                o -> Double.isNaN(input(indicator, 1, o)) ? 1 : positive(input(indicator, 1, o));
        return quotient(all, vehicles, o -> vehicles.applyAsDouble(o) / Math.max(1, input(indicator, 0, o)));
    }

    private static double grade(double percent) {
        return Double.isNaN(percent)
                ? Double.NaN
                : percent > 85 ? 1 : percent > 67 ? 2 : percent > 50 ? 3 : percent > 40 ? 4 : percent > 30 ? 5 : 6;
    }

    private static double level(Indicator indicator, List<Observed> all) {
        return all.isEmpty()
                ? Double.NaN
                : 10
                        * Math.log10(all.stream()
                                .mapToDouble(o -> Math.pow(10, input(indicator, 0, o) / 10))
                                .average()
                                .orElseThrow());
    }

    private static double excess(Indicator indicator, List<Observed> all, long start, long length) {
        double worst = Double.NaN;
        for (boolean day : new boolean[] {true, false}) {
            List<Observed> part = all.stream()
                    .filter(o -> isDay(length == DAY ? o.at : start) == day)
                    .toList();
            double over = level(indicator, part) - indicator.parameter(day ? "day_limit_dba" : "night_limit_dba");
            worst = Double.isNaN(worst) || over > worst ? over : worst;
        }
        return worst;
    }

    private static boolean isDay(long at) {
        long hour = Math.floorMod(at + CITY_AHEAD, DAY) / HOUR;
        return hour >= 6 && hour < 21;
    }

    private static double felt(double celsius, double humidity) {
        double t = celsius * 1.8 + 32;
        double simple = 0.5 * (t + 61.0 + (t - 68.0) * 1.2 + humidity * 0.094);
        double result = (simple + t) / 2;
        if (result >= 80) {
            result = -42.379
                    + 2.04901523 * t
                    + 10.14333127 * humidity
                    - .22475541 * t * humidity
                    - .00683783 * t * t
                    - .05481717 * humidity * humidity
                    + .00122874 * t * t * humidity
                    + .00085282 * t * humidity * humidity
                    - .00000199 * t * t * humidity * humidity;
            if (humidity < 13 && t >= 80 && t <= 112) {
                result -= (13 - humidity) / 4 * Math.sqrt((17 - Math.abs(t - 95)) / 17);
            }
            if (humidity > 85 && t >= 80 && t <= 87) {
                result += (humidity - 85) / 10 * ((87 - t) / 5);
            }
        }
        return (result - 32) / 1.8;
    }

    private static Map<String, List<Observed>> byDevice(List<Observed> all) {
        Map<String, List<Observed>> devices = new TreeMap<>();
        all.forEach(one ->
                devices.computeIfAbsent(one.device, id -> new ArrayList<>()).add(one));
        return devices;
    }

    private static Observed newest(List<Observed> all) {
        return all.stream().reduce((a, b) -> b.at >= a.at ? b : a).orElseThrow();
    }

    private static double last(Indicator indicator, List<Observed> all) {
        long at = newest(all).at;
        return all.stream()
                .filter(o -> o.at == at)
                .mapToDouble(o -> input(indicator, 0, o))
                .max()
                .orElse(Double.NaN);
    }

    // VN_AQI, Decision 1459/QĐ-TCMT, written down once more

    private static final double[] I = {0, 50, 100, 150, 200, 300, 400, 500};
    private static final Map<String, double[]> TABLE = Map.of(
            "pm25_ugm3", new double[] {0, 25, 50, 80, 150, 250, 350, 500},
            "pm10_ugm3", new double[] {0, 50, 150, 250, 350, 420, 500, 600},
            "o3_ugm3", new double[] {0, 160, 200, 300, 400, 800, 1000, 1200},
            "co_ugm3", new double[] {0, 10_000, 30_000, 45_000, 60_000, 90_000, 120_000, 150_000},
            "no2_ugm3", new double[] {0, 100, 200, 700, 1200, 2350, 3100, 3850},
            "so2_ugm3", new double[] {0, 125, 350, 550, 800, 1600, 2100, 2630});

    private double hourlyIndex(Indicator indicator, String area, long end) {
        long hour = Math.floorDiv(end - 1, HOUR) * HOUR;
        double worst = Double.NaN;
        boolean dust = false;
        for (String measure : indicator.inputs()) {
            double now = stations(area, measure, hour, end);
            if (measure.startsWith("pm")) {
                double[] c = new double[12];
                c[0] = now;
                for (int i = 1; i < 12; i++) {
                    c[i] = stations(area, measure, hour - i * HOUR, hour - (i - 1) * HOUR);
                }
                long recent =
                        Arrays.stream(c, 0, 3).filter(x -> !Double.isNaN(x)).count();
                now = recent >= 2 ? nowCast(c) : now;
                dust |= !Double.isNaN(now);
            }
            if (!Double.isNaN(now)) {
                double index = halfUp(interpolate(now, TABLE.get(measure)));
                worst = Double.isNaN(worst) ? index : Math.max(worst, index);
            }
        }
        return dust ? worst : Double.NaN;
    }

    private double dailyIndex(Indicator indicator, String area, long start) {
        double worst = Double.NaN;
        boolean dust = false;
        for (String measure : indicator.inputs()) {
            double[] hours = new double[24];
            for (int i = 0; i < 24; i++) {
                hours[i] = stations(area, measure, start + i * HOUR, start + (i + 1) * HOUR);
            }
            double c = measure.startsWith("pm")
                    ? meanOf(hours, 0, 24, 18)
                    : Arrays.stream(hours).filter(x -> !Double.isNaN(x)).max().orElse(Double.NaN);
            dust |= measure.startsWith("pm") && !Double.isNaN(c);
            double index = Double.isNaN(c) ? Double.NaN : halfUp(interpolate(c, TABLE.get(measure)));
            if (measure.equals("o3_ugm3")) {
                for (int i = 0; i <= 16; i++) {
                    double eight = meanOf(hours, i, i + 8, 6);
                    if (eight <= 400) {
                        index = Math.max(
                                Double.isNaN(index) ? 0 : index,
                                halfUp(interpolate(eight, new double[] {0, 100, 120, 170, 210, 400})));
                    }
                }
            }
            worst = Double.isNaN(worst) ? index : Double.isNaN(index) ? worst : Math.max(worst, index);
        }
        return dust ? worst : Double.NaN;
    }

    private static double meanOf(double[] hours, int from, int to, int least) {
        double[] there =
                Arrays.stream(hours, from, to).filter(x -> !Double.isNaN(x)).toArray();
        return there.length >= least ? Arrays.stream(there).average().orElseThrow() : Double.NaN;
    }

    /** The mean of the stations' means. */
    private double stations(String area, String measure, long from, long to) {
        List<Observed> all = between(area, from, to).stream()
                .filter(one -> one.values.containsKey(measure))
                .toList();
        return byDevice(all).values().stream()
                .mapToDouble(station -> station.stream()
                        .mapToDouble(one -> one.values.get(measure))
                        .average()
                        .orElseThrow())
                .average()
                .orElse(Double.NaN);
    }

    private static double nowCast(double[] c) {
        double[] there = Arrays.stream(c).filter(x -> !Double.isNaN(x)).toArray();
        double max = Arrays.stream(there).max().orElseThrow();
        double w = max > 0 ? Math.max(Arrays.stream(there).min().orElseThrow() / max, 0.5) : 1;
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < c.length; i++) {
            if (!Double.isNaN(c[i])) {
                sum += Math.pow(w, i) * c[i];
                weights += Math.pow(w, i);
            }
        }
        return sum / weights;
    }

    private static double interpolate(double c, double[] breakpoints) {
        for (int i = 0; i + 1 < breakpoints.length; i++) {
            if (c < breakpoints[i + 1]) {
                return (I[i + 1] - I[i]) / (breakpoints[i + 1] - breakpoints[i]) * (c - breakpoints[i]) + I[i];
            }
        }
        return I[breakpoints.length - 1];
    }

    private static double halfUp(double index) {
        return new java.math.BigDecimal(index)
                .setScale(6, java.math.RoundingMode.HALF_EVEN)
                .setScale(0, java.math.RoundingMode.HALF_UP)
                .doubleValue();
    }
}
