package io.cityops.jobs.indicator;

import io.cityops.jobs.aggregate.Span;
import io.cityops.jobs.indicator.VnAqi.Pollutant;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Indicator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * VN_AQI of an area: of the concentrations that are the means of its stations' hourly means. Up to an hour's window it is
 * the hourly index, whose current clock hour counts as far as the window's end, so that the value does not depend on when
 * it is computed; a day's window has the daily index.
 */
final class AirQualityFormula extends Formula {
    private static final long HOUR_MILLIS = Level.HOUR.millis();
    private static final int HOURS_OF_DAY = 24;

    /** By input; null: no pollutant of the index. */
    private final @Nullable Pollutant[] pollutants;

    AirQualityFormula(Indicator indicator) {
        super(indicator);
        pollutants = indicator.inputs().stream().map(Pollutant::of).toArray(Pollutant[]::new);
    }

    @Override
    boolean takes(double[] inputs) {
        return Arrays.stream(inputs, 0, pollutants.length).anyMatch(input -> !Double.isNaN(input));
    }

    /** Without dust there is no index, so only stations that measure dust are expected. */
    @Override
    boolean expects(DeviceType type) {
        return Arrays.stream(pollutants)
                .anyMatch(pollutant ->
                        pollutant != null && pollutant.isDust() && type.measure(pollutant.measure()) != null);
    }

    @Override
    long reachMillis() {
        return VnAqi.HOURS * HOUR_MILLIS;
    }

    @Override
    Value value(Numbers own, Span span, History history) throws Exception {
        if (span.lengthMillis() > HOUR_MILLIS) {
            return Value.of(VnAqi.daily(hours(span.startMillis(), HOURS_OF_DAY, history)));
        }
        double[][] means = new double[VnAqi.HOURS][];
        long hour = Level.HOUR.startOf(span.endMillis() - 1);
        means[0] = means(thisHour(hour, span, history));
        for (int back = 1; back < VnAqi.HOURS; back++) {
            means[back] = means(hour(hour - back * HOUR_MILLIS, history));
        }
        VnAqi.Index index = VnAqi.hourly(means);
        return new Value(index.value(), index.provisional(), null);
    }

    /** In the first minute of an hour a station may speak by its minute before. */
    private Iterable<double[]> thisHour(long hour, Span span, History history) throws Exception {
        Numbers carried = span.lengthMillis() == Level.MINUTE.millis() ? history.carried(this) : null;
        Numbers numbers = history.over(this, hour, span.endMillis());
        return Numbers.ofEach(numbers, carried == null ? new Numbers() : carried);
    }

    private Iterable<double[]> hour(long start, History history) throws Exception {
        return Numbers.ofEach(history.over(this, start, start + HOUR_MILLIS), new Numbers());
    }

    private double[][] hours(long start, int count, History history) throws Exception {
        double[][] means = new double[count][];
        for (int hour = 0; hour < count; hour++) {
            means[hour] = means(hour(start + hour * HOUR_MILLIS, history));
        }
        return means;
    }

    /** By pollutant, the mean of the stations' means; NaN where none measured it. */
    private double[] means(Iterable<double[]> eachStation) {
        double[] sums = new double[Pollutant.values().length];
        int[] stations = new int[sums.length];
        for (double[] station : eachStation) {
            for (int input = 0; input < pollutants.length; input++) {
                Pollutant pollutant = pollutants[input];
                if (pollutant != null && station[2 * input + 1] > 0) {
                    sums[pollutant.ordinal()] += station[2 * input] / station[2 * input + 1];
                    stations[pollutant.ordinal()]++;
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] = stations[i] == 0 ? Double.NaN : sums[i] / stations[i];
        }
        return sums;
    }
}
