package io.cityops.jobs.indicator;

import io.cityops.jobs.aggregate.Aggregator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** One window of an area: the tallies of its indicators, by id. */
@TypeInfo(AreaWindowLayout.class)
public class AreaWindow {
    public Map<String, Tally> tallies = new HashMap<>();
    public boolean closed;
    /** Indicators whose figures have changed since they were sent. */
    public Set<String> unsent = new HashSet<>();

    /** Whether the state lacks what is here. */
    transient boolean dirty;
    /** How many checkpoints it has not been looked at. */
    transient int idle;
    /** What was known before late readings came: the next window carries on from that. */
    transient Map<String, Numbers> beforeLate = new HashMap<>();

    void addLate(String indicator, Slice slice, Tally tally, Level level, Aggregator aggregator) {
        if (level == Level.MINUTE) {
            beforeLate.computeIfAbsent(indicator, id -> tally.numbers.copy(aggregator));
        }
        slice.addTo(tally, level, aggregator);
    }

    Tally tally(Formula formula) {
        Tally tally = tallies.computeIfAbsent(formula.id(), id -> new Tally());
        if (tally.definition == Tally.UNKNOWN_DEFINITION) {
            tally.definition = formula.definition;
        }
        return tally;
    }

    /** Begins anew by another definition. */
    Tally replace(Formula formula) {
        tallies.remove(formula.id());
        beforeLate.remove(formula.id());
        return tally(formula);
    }
}
