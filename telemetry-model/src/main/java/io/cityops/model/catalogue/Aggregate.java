package io.cityops.model.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How readings in a window become one figure. All merge: the figure of an hour comes from the parts of its minutes. */
public enum Aggregate {
    /** Arithmetic mean of the input. */
    MEAN(1),
    /** Mean of the first input, weighted by the second. */
    WEIGHTED_MEAN(2),
    /** Harmonic mean of the first input, weighted by the second (a count) where there is one: space-mean speed. */
    HARMONIC_MEAN(1),
    /** Mean of sound levels in decibels by their energy: LAeq of a longer time. */
    ENERGY_MEAN(1),
    /** Sum of the inputs. */
    SUM(1),
    /** The input's counts per hour. */
    RATE(1),
    /** The largest reading. */
    MAX(1),
    /** The {@code percentile}-th of all readings, by a sketch of half a percent relative accuracy. */
    PERCENTILE(1, Parameter.required("percentile")),
    /** The reading observed last. */
    LAST(1),
    /** The sum of the first input over that of the second, times {@code scale} (1). */
    RATIO(2, Parameter.optional("scale", 1)),
    /** How many devices read, at last, {@code at_least} so much. */
    DISTINCT_COUNT(1, Parameter.required("at_least")),

    /** Free-flow speed over the space-mean speed of the inputs. */
    TRAVEL_TIME_INDEX(1, Parameter.required("free_flow_kmh")),
    /** 1 (A) to 6 (F) by the space-mean speed in percent of the free-flow speed. */
    LEVEL_OF_SERVICE(1, Parameter.required("free_flow_kmh")),
    /** Felt temperature of the means of temperature in °C and relative humidity in percent. */
    HEAT_INDEX(2),
    /** LAeq over the limit of the time of day, in decibels; negative below it. */
    NOISE_EXCESS(1, Parameter.required("day_limit_dba"), Parameter.required("night_limit_dba")),
    /** Minutes without power of the average customer: inputs are customers without power and all customers. */
    SAIDI(2),
    /** Customers that were without power in the window, as a share of all; the same inputs. */
    SAIFI(2),
    /** Vietnam's air-quality index, Decision 1459/QĐ-TCMT. */
    VN_AQI(1),
    /** Weighted scores of other indicators, {@link Indicator#parts()}; no inputs of its own. */
    COMPOSITE(0);

    /** A number that the aggregate is told. @param absent what it is when not told; NaN: it must be */
    record Parameter(String name, double absent) {
        static Parameter required(String name) {
            return new Parameter(name, Double.NaN);
        }

        static Parameter optional(String name, double absent) {
            return new Parameter(name, absent);
        }

        boolean isRequired() {
            return Double.isNaN(absent);
        }
    }

    private final int leastInputs;
    private final List<Parameter> parameters;

    Aggregate(int leastInputs, Parameter... parameters) {
        this.leastInputs = leastInputs;
        this.parameters = List.copyOf(Arrays.asList(parameters));
    }

    /** For instance {@code harmonic-mean}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int leastInputs() {
        return leastInputs;
    }

    List<Parameter> parameters() {
        return parameters;
    }
}
