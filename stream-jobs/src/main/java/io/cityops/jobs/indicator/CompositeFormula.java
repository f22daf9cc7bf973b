package io.cityops.jobs.indicator;

import io.cityops.jobs.aggregate.Span;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Indicator;
import java.util.List;
import java.util.Locale;

/**
 * 0 (worst) to 100 (best): the mean of the scores of other indicators of the same area and window, by their weights. An
 * indicator without value weighs nothing; with less than half of the weights there, the value is provisional.
 */
final class CompositeFormula extends Formula {
    CompositeFormula(Indicator indicator) {
        super(indicator);
    }

    @Override
    boolean takes(double[] inputs) {
        return false;
    }

    @Override
    boolean expects(DeviceType type) {
        return false;
    }

    @Override
    List<String> sources() {
        return indicator.parts().stream().map(Indicator.Part::indicator).toList();
    }

    @Override
    Value value(Numbers own, Span span, History history) throws Exception {
        double scores = 0;
        double weights = 0;
        double allWeights = 0;
        StringBuilder parts = new StringBuilder("[");
        for (Indicator.Part part : indicator.parts()) {
            allWeights += part.weight();
            double value = history.valueOf(part.indicator());
            if (!Double.isNaN(value)) {
                double score = part.score(value);
                scores += part.weight() * score;
                weights += part.weight();
                parts.append(parts.length() > 1 ? "," : "")
                        .append(String.format(
                                Locale.ROOT,
                                "{\"indicator\":\"%s\",\"value\":%s,\"score\":%s,\"weight\":%s}",
                                part.indicator(),
                                value,
                                score,
                                part.weight()));
            }
        }
        double value = weights > 0 ? scores / weights : Double.NaN;
        return new Value(value, weights < allWeights / 2, parts.append("]").toString());
    }
}
