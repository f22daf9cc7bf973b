package io.cityops.jobs.indicator;

import io.cityops.jobs.CityCatalogue;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.util.Collector;

/** An area's figure on its way to one of the areas around it. */
public class Contribution {
    public String to = "";
    public AreaFigure figure = new AreaFigure();

    /**
     * To each area around, and, where devices stand in an area that has others inside, to that area itself: such an
     * area has one figure, of its own devices and of the areas inside together.
     */
    public static FlatMapFunction<AreaFigure, Contribution> toAreasAround(CityCatalogue city) {
        return new ToAreasAround(city);
    }

    private record ToAreasAround(CityCatalogue city)
            implements FlatMapFunction<AreaFigure, Contribution>, ResultTypeQueryable<Contribution> {
        @Override
        public void flatMap(AreaFigure figure, Collector<Contribution> out) {
            if (city.isParent(figure.area)) {
                out.collect(contribution(figure.area, figure));
            }
            for (String ancestor : city.ancestors(figure.area)) {
                out.collect(contribution(ancestor, figure));
            }
        }

        @Override
        public TypeInformation<Contribution> getProducedType() {
            return TypeInformation.of(Contribution.class);
        }
    }

    static Contribution contribution(String to, AreaFigure figure) {
        Contribution contribution = new Contribution();
        contribution.to = to;
        contribution.figure = figure;
        return contribution;
    }
}
