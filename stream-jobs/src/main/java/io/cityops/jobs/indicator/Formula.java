package io.cityops.jobs.indicator;

import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.Aggregate;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Indicator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one indicator of the catalogue is computed, from a device's readings to an area's value. */
abstract sealed class Formula permits DeviceFormula, AirQualityFormula {
    static final int WINDOW_SECONDS = 60;
    static final long WINDOW_MILLIS = WINDOW_SECONDS * 1000L;
    static final int HOUR_SECONDS = 3600;
    static final long HOUR_MILLIS = HOUR_SECONDS * 1000L;

    final Indicator indicator;

    Formula(Indicator indicator) {
        this.indicator = indicator;
    }

    static Formula of(Indicator indicator) {
        return indicator.aggregate() == Aggregate.VN_AQI
                ? new AirQualityFormula(indicator)
                : new DeviceFormula(indicator);
    }

    String id() {
        return indicator.id();
    }

    /** Windows that ended earlier, by which a value reaches back. */
    interface History {
        @Nullable
        IndicatorWindow window(int seconds, long startMillis) throws Exception;
    }

    /**
     * @param number NaN: none
     * @param provisional the formula had to do with less history than it asks for
     */
    record Value(double number, boolean provisional) {}

    /** How many numbers an accumulation holds. */
    abstract int width();

    abstract boolean takes(DeviceReport report);

    /** Whether a device of the type is expected to contribute. */
    abstract boolean expects(DeviceType type);

    abstract void add(DeviceReport report, Accumulation accumulation);

    /** How far before its start a window's value looks at other windows. */
    abstract long reachMillis();

    /** How many clock hours, besides, a value looks at as a whole; 0: none. */
    int hours() {
        return 0;
    }

    /**
     * The area's figures.
     *
     * @param contributing what each contributing device says of the window that starts at {@code startMillis}
     */
    abstract Figures figures(Map<String, Accumulation> contributing, long startMillis, History history)
            throws Exception;

    abstract Figures merge(Iterable<Figures> areas);

    abstract Value value(Figures figures);

    /** Fills in value and quality, from the figures and from how many devices stand behind them. */
    final void conclude(AreaFigure figure) {
        Value value = value(figure.figures);
        figure.value = figure.reporting == 0 ? Double.NaN : value.number();
        if (figure.reporting < indicator.coverageFloor() * figure.expected) {
            figure.quality = AreaFigure.INSUFFICIENT;
        } else {
            figure.quality = value.provisional() ? AreaFigure.PROVISIONAL : AreaFigure.SOUND;
        }
    }
}
