package io.cityops.jobs.indicator;

import io.cityops.jobs.aggregate.Span;
import io.cityops.model.catalogue.Indicator;

/**
 * LAeq over the limit of its time: day from 6 to 21 h, night from 21 to 6 h by the city's clock. A day's window is as far
 * over as the worse of its two parts.
 */
final class NoiseFormula extends Formula {
    private static final long DAY_FROM = 6 * Level.HOUR.millis();
    private static final long DAY_TO = 21 * Level.HOUR.millis();

    NoiseFormula(Indicator indicator) {
        super(indicator);
    }

    @Override
    Value value(Numbers own, Span span, History history) throws Exception {
        if (span.lengthMillis() < Level.DAY.millis()) {
            double level = super.value(own, span, history).number();
            return Value.of(level - limit(isDay(span.startMillis())));
        }
        long midnight = span.startMillis();
        Numbers day = history.over(this, midnight + DAY_FROM, midnight + DAY_TO);
        Numbers night = history.over(this, midnight, midnight + DAY_FROM)
                .with(history.over(this, midnight + DAY_TO, span.endMillis()), aggregator);
        double byDay = plainValue(day, span) - limit(true);
        double byNight = plainValue(night, span) - limit(false);
        return Value.of(Double.isNaN(byDay) ? byNight : Double.isNaN(byNight) ? byDay : Math.max(byDay, byNight));
    }

    private static boolean isDay(long millis) {
        long ofDay = millis - Level.DAY.startOf(millis);
        return ofDay >= DAY_FROM && ofDay < DAY_TO;
    }

    private double limit(boolean day) {
        return indicator.parameter(day ? "day_limit_dba" : "night_limit_dba");
    }
}
