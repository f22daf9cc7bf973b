package io.cityops.jobs.alarm;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Rule;
import java.util.List;
import java.util.function.Consumer;

/** Devices that nothing is expected of any more: their alarms end, whichever rule of one catalogue has raised them. */
public final class RemovalSamples {
    private final List<Rule> rules;

    public RemovalSamples(Catalogue catalogue) {
        rules = catalogue.rules().stream()
                .filter(rule -> rule.kind() == Rule.Kind.MEASURE
                        || rule.kind() == Rule.Kind.SILENCE
                        || rule.kind() == Rule.Kind.ANOMALY)
                .toList();
    }

    public void of(String deviceId, Consumer<Sample> out) {
        for (Rule rule : rules) {
            Sample sample = new Sample();
            sample.rule = rule.id();
            sample.entityId = deviceId;
            sample.gone = true;
            out.accept(sample);
        }
    }
}
