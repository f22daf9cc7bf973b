package io.cityops.jobs.alarm;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.intake.DeviceChange;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** What the rules of the catalogue look at, taken out of the streams that have it. */
public final class Samples {
    private Samples() {}

    public static FlatMapFunction<DeviceReport, Sample> ofReports(CityCatalogue city) {
        return new OfReports(city);
    }

    public static FlatMapFunction<AreaFigure, Sample> ofFigures(CityCatalogue city) {
        return new OfFigures(city);
    }

    /** Devices that nothing is expected of any more: their alarms end. */
    public static FlatMapFunction<DeviceChange, Sample> ofRemovals(CityCatalogue city) {
        return new OfRemovals(city);
    }

    private abstract static class Of<T> implements FlatMapFunction<T, Sample>, ResultTypeQueryable<Sample> {
        final CityCatalogue city;

        Of(CityCatalogue city) {
            this.city = city;
        }

        @Override
        public TypeInformation<Sample> getProducedType() {
            return TypeInformation.of(Sample.class);
        }
    }

    private static final class OfReports extends Of<DeviceReport> {
        private transient @Nullable Map<String, List<Rule>> byType;

        OfReports(CityCatalogue city) {
            super(city);
        }

        @Override
        public void flatMap(DeviceReport report, Collector<Sample> out) {
            for (Rule rule : rulesOf(report.deviceType)) {
                int index = report.indexOf(Objects.requireNonNull(rule.input()));
                if (index >= 0 && !report.isExcluded(index)) {
                    Sample sample = new Sample();
                    sample.rule = rule.id();
                    sample.entityId = report.deviceId;
                    sample.area = report.area;
                    sample.drill = report.drill;
                    sample.sector = report.sector;
                    sample.value = report.values[index];
                    sample.atMillis = report.observedAtMillis;
                    sample.receivedAtMillis = report.receivedAtMillis;
                    out.collect(sample);
                }
            }
        }

        private List<Rule> rulesOf(String deviceType) {
            if (byType == null) {
                byType = new HashMap<>();
            }
            return byType.computeIfAbsent(
                    deviceType,
                    type -> city.get().rules().stream()
                            .filter(rule ->
                                    rule.kind() == Rule.Kind.MEASURE && rule.input() != null && rule.appliesTo(type))
                            .toList());
        }
    }

    /** Rules look at minutes. A value that is not there, or stands on too few devices, neither raises nor clears. */
    private static final class OfFigures extends Of<AreaFigure> {
        private static final int MINUTE_SECONDS = 60;

        OfFigures(CityCatalogue city) {
            super(city);
        }

        @Override
        public void flatMap(AreaFigure figure, Collector<Sample> out) {
            if (figure.windowSeconds != MINUTE_SECONDS
                    || figure.kind == AreaFigure.Kind.CORRECTION
                    || Double.isNaN(figure.value)
                    || figure.quality.equals(AreaFigure.INSUFFICIENT)) {
                return;
            }
            for (Rule rule : city.get().rules()) {
                if (rule.kind() == Rule.Kind.INDICATOR
                        && figure.indicator.equals(rule.input())
                        && (rule.areas() == Rule.Areas.ALL || city.get().isInnermost(figure.area))) {
                    Sample sample = new Sample();
                    sample.rule = rule.id();
                    sample.entityKind = Sample.AREA;
                    sample.entityId = figure.area;
                    sample.area = figure.area;
                    sample.drill = figure.drill;
                    sample.sector = rule.sector();
                    sample.value = figure.value;
                    sample.atMillis = figure.asOfMillis;
                    sample.receivedAtMillis = figure.asOfMillis;
                    out.collect(sample);
                }
            }
        }
    }

    private static final class OfRemovals extends Of<DeviceChange> {
        OfRemovals(CityCatalogue city) {
            super(city);
        }

        @Override
        public void flatMap(DeviceChange change, Collector<Sample> out) {
            if (change.expected) {
                return;
            }
            for (Rule rule : city.get().rules()) {
                if (rule.kind() != Rule.Kind.INDICATOR) {
                    Sample sample = new Sample();
                    sample.rule = rule.id();
                    sample.entityId = change.deviceId;
                    sample.gone = true;
                    out.collect(sample);
                }
            }
        }
    }
}
