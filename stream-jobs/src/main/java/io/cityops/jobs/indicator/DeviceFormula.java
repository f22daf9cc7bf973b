package io.cityops.jobs.indicator;

import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.Across;
import io.cityops.model.catalogue.Aggregate;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Indicator;
import java.util.Map;

/**
 * Formulas that make one number of each device, and one of the numbers of an area's devices.
 *
 * <p>Space-mean speed is the harmonic mean weighted by vehicles. An interval without vehicles has no speed and weighs
 * nothing; where no count comes with the speed it weighs 1. A speed under 1 km/h, standing traffic, is taken as 1 km/h:
 * the mean would be 0 for the whole area otherwise, and the time to cross it infinite.
 */
final class DeviceFormula extends Formula {
    private static final double LEAST_SPEED = 1;

    private final String input;

    DeviceFormula(Indicator indicator) {
        super(indicator);
        this.input = indicator.inputs().getFirst();
    }

    @Override
    int width() {
        return 1;
    }

    @Override
    boolean takes(DeviceReport report) {
        return report.has(input);
    }

    @Override
    boolean expects(DeviceType type) {
        return type.measure(input) != null;
    }

    @Override
    void add(DeviceReport report, Accumulation accumulation) {
        double value = report.value(input);
        switch (indicator.aggregate()) {
            case MEAN, RATE, SUM -> accumulation.add(0, value, 1);
            case HARMONIC_MEAN -> {
                double weight = weight(report);
                accumulation.add(0, weight, weight / Math.max(value, LEAST_SPEED));
            }
            case LAST -> {
                if (report.observedAtMillis >= accumulation.newestObservedAtMillis) {
                    accumulation.sums[0] = value;
                    accumulation.weights[0] = 1;
                }
            }
            case VN_AQI -> throw new IllegalStateException(indicator.id() + " has a formula of its own");
        }
    }

    private double weight(DeviceReport report) {
        if (indicator.inputs().size() < 2 || !report.has(indicator.inputs().get(1))) {
            return 1;
        }
        return Math.max(0, report.value(indicator.inputs().get(1)));
    }

    @Override
    long reachMillis() {
        return indicator.aggregate() == Aggregate.SUM
                ? Math.max(0, indicator.over().toMillis() - WINDOW_MILLIS)
                : 0;
    }

    @Override
    Figures figures(Map<String, Accumulation> contributing, long startMillis, History history) throws Exception {
        Figures figures = Figures.ofWidth(1);
        for (Map.Entry<String, Accumulation> device : contributing.entrySet()) {
            boolean alone = reachMillis() == 0;
            addDevice(alone ? device.getValue() : trailing(device.getKey(), startMillis, history), figures);
        }
        return figures;
    }

    private Accumulation trailing(String device, long startMillis, History history) throws Exception {
        Accumulation sum = Accumulation.ofWidth(1);
        for (long start = startMillis - reachMillis(); start <= startMillis; start += WINDOW_MILLIS) {
            IndicatorWindow window = history.window(WINDOW_SECONDS, start);
            Accumulation part = window == null ? null : window.devices.get(device);
            if (part != null) {
                sum.add(part);
            }
        }
        return sum;
    }

    private void addDevice(Accumulation device, Figures figures) {
        double sum = device.sums[0];
        double weight = device.weights[0];
        if (weight <= 0) {
            return;
        }
        if (indicator.across() == Across.POOLED && isMean()) {
            figures.add(0, sum, weight);
        } else if (indicator.across() == Across.MAX) {
            figures.max(ofDevice(device, sum, weight));
        } else {
            figures.add(0, ofDevice(device, sum, weight), 1);
        }
    }

    private boolean isMean() {
        return indicator.aggregate() == Aggregate.MEAN || indicator.aggregate() == Aggregate.HARMONIC_MEAN;
    }

    private double ofDevice(Accumulation device, double sum, double weight) {
        return switch (indicator.aggregate()) {
            case MEAN, HARMONIC_MEAN -> sum / weight;
            case RATE -> sum * 3_600_000 / coveredMillis(device);
            default -> sum;
        };
    }

    /** Each report counts over its device's interval, and all of them over no more than the window. */
    private static double coveredMillis(Accumulation device) {
        double reports = device.weights[0];
        return Math.min(WINDOW_MILLIS, reports * Math.max(1000, device.expectedIntervalMillis));
    }

    @Override
    Figures merge(Iterable<Figures> areas) {
        Figures merged = Figures.ofWidth(1);
        for (Figures area : areas) {
            if (area.weights[0] <= 0) {
                continue;
            }
            if (indicator.across() == Across.MAX) {
                merged.max(area.totals[0]);
            } else {
                merged.add(0, area.totals[0], area.weights[0]);
            }
        }
        return merged;
    }

    @Override
    Value value(Figures figures) {
        if (figures.weights[0] <= 0) {
            return new Value(Double.NaN, false);
        }
        boolean total = indicator.across() == Across.SUM || indicator.across() == Across.MAX;
        return new Value(total ? figures.totals[0] : figures.mean(0), false);
    }
}
