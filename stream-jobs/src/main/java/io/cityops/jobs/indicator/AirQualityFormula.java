package io.cityops.jobs.indicator;

import io.cityops.jobs.indicator.VnAqi.Pollutant;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Indicator;
import java.util.HashMap;
import java.util.Map;

/**
 * VN_AQI of an area: of the concentrations that are the means of its stations' means, hour by hour. The current clock
 * hour counts as far as the window's end, so that the value of a window does not depend on when it is computed.
 */
final class AirQualityFormula extends Formula {
    private static final Pollutant[] POLLUTANTS = Pollutant.values();

    AirQualityFormula(Indicator indicator) {
        super(indicator);
    }

    @Override
    int width() {
        return POLLUTANTS.length;
    }

    @Override
    boolean takes(DeviceReport report) {
        for (Pollutant pollutant : POLLUTANTS) {
            if (report.has(pollutant.measure())) {
                return true;
            }
        }
        return false;
    }

    /** Without dust there is no index, so only stations that measure dust are expected. */
    @Override
    boolean expects(DeviceType type) {
        for (Pollutant pollutant : POLLUTANTS) {
            if (pollutant.isDust() && type.measure(pollutant.measure()) != null) {
                return true;
            }
        }
        return false;
    }

    @Override
    void add(DeviceReport report, Accumulation accumulation) {
        for (Pollutant pollutant : POLLUTANTS) {
            double concentration = report.value(pollutant.measure());
            if (!Double.isNaN(concentration)) {
                accumulation.add(pollutant.ordinal(), concentration, 1);
            }
        }
    }

    @Override
    long reachMillis() {
        return HOUR_MILLIS - WINDOW_MILLIS;
    }

    @Override
    int hours() {
        return VnAqi.HOURS;
    }

    @Override
    Figures figures(Map<String, Accumulation> contributing, long startMillis, History history) throws Exception {
        int width = width();
        Figures figures = Figures.ofWidth(VnAqi.HOURS * width);
        long hour = WindowKey.startOf(startMillis, HOUR_MILLIS);
        addHour(figures, 0, thisHour(contributing, hour, startMillis, history));
        for (int back = 1; back < VnAqi.HOURS; back++) {
            IndicatorWindow past = history.window(HOUR_SECONDS, hour - back * HOUR_MILLIS);
            if (past != null) {
                addHour(figures, back, past.devices);
            }
        }
        return figures.withoutEmptyEnd(width);
    }

    private Map<String, Accumulation> thisHour(
            Map<String, Accumulation> contributing, long hour, long startMillis, History history) throws Exception {
        Map<String, Accumulation> stations = new HashMap<>();
        for (long start = hour; start <= startMillis; start += WINDOW_MILLIS) {
            IndicatorWindow minute = history.window(WINDOW_SECONDS, start);
            if (minute != null) {
                minute.devices.forEach(
                        (station, part) -> stations.computeIfAbsent(station, s -> Accumulation.ofWidth(width()))
                                .add(part));
            }
        }
        // In the first minute of an hour a station may speak by its minute before.
        contributing.forEach(stations::putIfAbsent);
        return stations;
    }

    private void addHour(Figures figures, int back, Map<String, Accumulation> stations) {
        for (Accumulation station : stations.values()) {
            for (int p = 0; p < width(); p++) {
                if (station.weights[p] > 0) {
                    figures.add(back * width() + p, station.sums[p] / station.weights[p], 1);
                }
            }
        }
    }

    @Override
    Figures merge(Iterable<Figures> areas) {
        Figures merged = Figures.ofWidth(VnAqi.HOURS * width());
        for (Figures area : areas) {
            for (int i = 0; i < area.totals.length; i++) {
                merged.add(i, area.totals[i], area.weights[i]);
            }
        }
        return merged;
    }

    @Override
    Value value(Figures figures) {
        double[][] means = new double[VnAqi.HOURS][width()];
        for (int hour = 0; hour < VnAqi.HOURS; hour++) {
            for (int p = 0; p < width(); p++) {
                means[hour][p] = figures.mean(hour * width() + p);
            }
        }
        VnAqi.Index index = VnAqi.hourly(means);
        return new Value(index.value(), index.provisional());
    }
}
