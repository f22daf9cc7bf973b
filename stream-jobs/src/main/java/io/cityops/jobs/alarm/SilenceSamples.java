package io.cityops.jobs.alarm;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Rule;
import java.util.List;
import java.util.function.Consumer;

/** A device's silence, for each rule of one catalogue that is about the silence of such devices. */
public final class SilenceSamples {
    /** Any value above, or below, the 0 at which the only level of a silence rule begins and ends. */
    private static final double SILENT = 1;

    private static final double HEARD = -1;

    private final List<Rule> rules;

    public SilenceSamples(Catalogue catalogue) {
        rules = catalogue.rules().stream()
                .filter(rule -> rule.kind() == Rule.Kind.SILENCE)
                .toList();
    }

    public void of(SilenceSign sign, Consumer<Sample> out) {
        for (Rule rule : rules) {
            if (rule.appliesTo(sign.deviceType())) {
                Sample sample = new Sample();
                sample.rule = rule.id();
                sample.entityId = sign.deviceId();
                sample.area = sign.area();
                sample.drill = sign.drill();
                sample.sector = rule.sector().isEmpty() ? sign.sector() : rule.sector();
                sample.value = sign.silent() ? SILENT : HEARD;
                sample.atMillis = sign.atMillis();
                sample.receivedAtMillis = sign.atMillis();
                out.accept(sample);
            }
        }
    }
}
