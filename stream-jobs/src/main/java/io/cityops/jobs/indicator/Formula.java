package io.cityops.jobs.indicator;

import io.cityops.jobs.aggregate.Aggregator;
import io.cityops.jobs.aggregate.Span;
import io.cityops.model.catalogue.Aggregate;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Indicator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one indicator of the catalogue is computed from an area's tallies. */
class Formula {
    final Indicator indicator;
    final Aggregator aggregator;
    final boolean byDevice;
    /** What its sums are known by, see {@link Indicator#definition()}. */
    final int definition;
    /** From which window's start on there are sums of this definition, and up to which. Set by who knows the catalogues. */
    long sinceMillis = Long.MIN_VALUE;

    long untilMillis = Long.MAX_VALUE;
    /** The catalogue that it is of, as passports name it. */
    String catalogue = "";

    Formula(Indicator indicator) {
        this.indicator = indicator;
        this.aggregator = Aggregator.of(indicator);
        this.definition = indicator.definition();
        this.byDevice = aggregator.needsDevices(indicator.across());
    }

    static Formula of(Indicator indicator) {
        return switch (indicator.aggregate()) {
            case VN_AQI -> new AirQualityFormula(indicator);
            case NOISE_EXCESS -> new NoiseFormula(indicator);
            case COMPOSITE -> new CompositeFormula(indicator);
            default -> new Formula(indicator);
        };
    }

    /** Other windows of the area, and other figures of the same one. */
    interface History {
        /** The numbers of whole windows from one moment to another, merged; empty where nothing is known. Not to be changed. */
        Numbers over(Formula formula, long fromMillis, long toMillis) throws Exception;

        /** What devices said before the window, where it is open and may not have been heard in it yet. Not to be changed. */
        @Nullable
        Numbers carried(Formula formula) throws Exception;

        /** Another indicator's value for the same window; NaN: none. */
        double valueOf(String indicator) throws Exception;
    }

    /**
     * @param number NaN: none
     * @param provisional the formula had to do with less history than it asks for
     * @param parts as JSON what it is made of; null: no parts
     */
    record Value(
            double number, boolean provisional, @Nullable String parts) {
        static Value of(double number) {
            return new Value(number, false, null);
        }
    }

    /** Whether windows that begin then are made by it. */
    boolean isInForceAt(long startMillis) {
        return startMillis >= sinceMillis && startMillis < untilMillis;
    }

    /** Whether a tally's numbers are of this definition; those of before there were definitions are. */
    boolean reads(Tally tally) {
        return tally.definition == definition || tally.definition == Tally.UNKNOWN_DEFINITION;
    }

    String id() {
        return indicator.id();
    }

    /** Whether a reading with these of the inputs counts. */
    boolean takes(double[] inputs) {
        return inputs.length > 0 && !Double.isNaN(inputs[0]);
    }

    /** Whether a device of the type is expected to contribute. */
    boolean expects(DeviceType type) {
        return type.measure(indicator.inputs().getFirst()) != null;
    }

    /** How far before its window's end a value looks, where that is longer than the window. */
    long reachMillis() {
        return indicator.over().toMillis();
    }

    /** Indicators whose change changes this one. */
    List<String> sources() {
        return List.of();
    }

    /** @param own of the window itself */
    Value value(Numbers own, Span span, History history) throws Exception {
        if (reachMillis() > span.lengthMillis()) {
            return Value.of(plainValue(history.over(this, span.endMillis() - reachMillis(), span.endMillis()), span));
        }
        Numbers carried = history.carried(this);
        if (carried == null) {
            return Value.of(plainValue(own, span));
        }
        if (byDevice) {
            // The newer numbers of a device take the place of the older.
            return Value.of(aggregator.value(Numbers.ofEach(own, carried), indicator.across(), span));
        }
        return Value.of(plainValue(carried.with(own, aggregator), span));
    }

    final double plainValue(Numbers numbers, Span span) {
        if (byDevice) {
            return numbers.each == null
                    ? Double.NaN
                    : aggregator.value(numbers.each.ofEach(), indicator.across(), span);
        }
        return numbers.pot.length == 0 ? Double.NaN : aggregator.value(numbers.pot, span);
    }

    @Override
    public String toString() {
        return id() + " by " + (indicator.aggregate() == Aggregate.COMPOSITE ? sources() : indicator.aggregate());
    }
}
