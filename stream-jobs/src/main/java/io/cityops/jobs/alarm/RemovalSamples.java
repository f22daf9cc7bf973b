package io.cityops.jobs.alarm;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.intake.DeviceChange;
import io.cityops.model.catalogue.Rule;

/** Devices that nothing is expected of any more: their alarms end. */
public final class RemovalSamples extends RuleFanOut<DeviceChange> {
    private static final long serialVersionUID = 1;

    public RemovalSamples(CityCatalogue city) {
        super(city);
    }

    @Override
    boolean concerns(Rule rule, DeviceChange change) {
        return !change.expected && (rule.kind() == Rule.Kind.MEASURE || rule.kind() == Rule.Kind.SILENCE);
    }

    @Override
    Sample sample(Rule rule, DeviceChange change) {
        Sample sample = new Sample();
        sample.rule = rule.id();
        sample.entityId = change.deviceId;
        sample.gone = true;
        return sample;
    }
}
