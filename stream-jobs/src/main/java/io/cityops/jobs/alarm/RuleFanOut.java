package io.cityops.jobs.alarm;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.jobs.catalogue.LiveCatalogue;
import io.cityops.model.catalogue.Rule;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Samples for each rule that something rare concerns: a device that fell silent or is heard again, one that is gone. A rule
 * that is new counts for what happens from then on. A version of the catalogue is followed as soon as it is heard of: what
 * a sample means is decided where the alarms are.
 */
abstract class RuleFanOut<T> extends BroadcastProcessFunction<T, CatalogueEdition, Sample> {
    private static final long serialVersionUID = 1;
    private static final int NEWEST = 0;

    private final CityCatalogue city;
    private transient @Nullable CityCatalogue newest;

    RuleFanOut(CityCatalogue city) {
        this.city = city;
    }

    /** @return false when the rule is not concerned */
    abstract boolean concerns(Rule rule, T happened);

    abstract Sample sample(Rule rule, T happened);

    @Override
    public void processElement(T happened, ReadOnlyContext context, Collector<Sample> out) throws Exception {
        if (newest == null) {
            CatalogueEdition kept =
                    context.getBroadcastState(LiveCatalogue.STATE).get(NEWEST);
            newest = kept == null ? city : CityCatalogue.of(kept.version());
        }
        for (Rule rule : newest.get().rules()) {
            if (concerns(rule, happened)) {
                out.collect(sample(rule, happened));
            }
        }
        tellConditions(happened, newest, context);
    }

    /** What conditions look at in it; nothing unless overridden. */
    void tellConditions(T happened, CityCatalogue city, ReadOnlyContext context) {}

    @Override
    public void processBroadcastElement(CatalogueEdition edition, Context context, Collector<Sample> out)
            throws Exception {
        BroadcastState<Integer, CatalogueEdition> kept = context.getBroadcastState(LiveCatalogue.STATE);
        CatalogueEdition known = kept.get(NEWEST);
        if (known == null || known.number < edition.number) {
            kept.put(NEWEST, edition);
            newest = CityCatalogue.of(edition.version());
        }
    }
}
