package io.cityops.jobs.alarm;

import io.cityops.jobs.CityCatalogue;
import io.cityops.model.catalogue.Rule;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** A device's silence, for each rule of silence that is about such devices. */
public final class SilenceSamples extends RuleFanOut<SilenceSign> {
    private static final long serialVersionUID = 1;

    /** For conditions. */
    public static final OutputTag<Fact> FACTS = new OutputTag<>("facts", TypeInformation.of(Fact.class));

    /** Any value above, or below, the 0 at which the only level of a silence rule begins and ends. */
    private static final double SILENT = 1;

    private static final double HEARD = -1;

    private transient @Nullable Facts facts;
    private transient @Nullable CityCatalogue factsOf;

    public SilenceSamples(CityCatalogue city) {
        super(city);
    }

    @Override
    void tellConditions(SilenceSign sign, CityCatalogue city, ReadOnlyContext context) {
        if (facts == null || !city.equals(factsOf)) {
            facts = new Facts(city);
            factsOf = city;
        }
        facts.of(sign, fact -> context.output(FACTS, fact));
    }

    @Override
    boolean concerns(Rule rule, SilenceSign sign) {
        return rule.kind() == Rule.Kind.SILENCE && rule.appliesTo(sign.last.deviceType);
    }

    @Override
    Sample sample(Rule rule, SilenceSign sign) {
        Sample sample = new Sample();
        sample.rule = rule.id();
        sample.entityId = sign.last.deviceId;
        sample.area = sign.last.area;
        sample.drill = sign.last.drill;
        sample.sector = rule.sector().isEmpty() ? sign.last.sector : rule.sector();
        sample.value = sign.silent ? SILENT : HEARD;
        sample.atMillis = sign.atMillis;
        sample.receivedAtMillis = sign.atMillis;
        return sample;
    }
}
