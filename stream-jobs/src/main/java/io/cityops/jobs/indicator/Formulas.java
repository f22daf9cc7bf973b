package io.cityops.jobs.indicator;

import io.cityops.jobs.catalogue.LiveCatalogue;
import io.cityops.jobs.catalogue.LiveCatalogue.Reign;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The formulas by which an area's windows are made: of the catalogue in force, of those to come, and of the one before where
 * an indicator is gone or is made otherwise now, so that what it had begun can be ended.
 */
final class Formulas {
    private Catalogue catalogue;
    private Map<String, Formula> inForce = Map.of();
    private Map<String, List<Formula>> known = Map.of();
    private Map<String, List<Formula>> madeOf = Map.of();

    Formulas(LiveCatalogue live) {
        this.catalogue = live.city().get();
        follow(live);
    }

    /** Begins anew with what is known of catalogues now. */
    void follow(LiveCatalogue live) {
        catalogue = live.city().get();
        inForce = new LinkedHashMap<>();
        known = new HashMap<>();
        madeOf = new HashMap<>();
        Reign before = live.before();
        if (before != null) {
            learn(before);
        }
        learn(live.inForce());
        known.forEach((id, formulas) -> {
            if (formulas.getLast().untilMillis == Long.MAX_VALUE) {
                inForce.put(id, formulas.getLast());
            }
        });
        live.coming().forEach(this::learn);
        for (Formula formula : inForce.values()) {
            for (String source : formula.sources()) {
                madeOf.computeIfAbsent(source, id -> new ArrayList<>()).add(formula);
            }
        }
    }

    /** What was known before ends where this one has none, or another, of that indicator. */
    private void learn(Reign reign) {
        boolean comes = !inForce.isEmpty();
        Map<String, Formula> own = of(reign);
        known.forEach((id, formulas) -> {
            Formula last = formulas.getLast();
            Formula next = own.get(id);
            if (next != null && next.definition == last.definition && last.untilMillis == Long.MAX_VALUE) {
                // Goes on; what else was changed about it counts once it is in force.
                own.remove(id);
                if (!comes) {
                    formulas.set(formulas.size() - 1, next);
                }
            } else {
                last.untilMillis = Math.min(last.untilMillis, reign.fromMillis());
            }
        });
        own.forEach((id, formula) ->
                known.computeIfAbsent(id, key -> new ArrayList<>()).add(formula));
    }

    private static Map<String, Formula> of(Reign reign) {
        Map<String, Formula> formulas = new LinkedHashMap<>();
        String label = reign.city().label();
        reign.city().get().indicators().forEach(indicator -> {
            Formula formula = Formula.of(indicator);
            formula.sinceMillis = reign.since(indicator.id());
            formula.catalogue = label;
            formulas.put(indicator.id(), formula);
        });
        return formulas;
    }

    /** Of the catalogue in force. */
    @Nullable
    Formula byId(String id) {
        return inForce.get(id);
    }

    /** The one that made the numbers; of two, the one that a window of that start is made by. Null: forgotten, or not heard of yet. */
    @Nullable
    Formula byDefinition(String id, int definition, long windowStartMillis) {
        if (definition == Tally.UNKNOWN_DEFINITION) {
            return inForce.get(id);
        }
        Formula found = null;
        for (Formula formula : known.getOrDefault(id, List.of())) {
            if (formula.definition == definition && (found == null || formula.isInForceAt(windowStartMillis))) {
                found = formula;
            }
        }
        return found;
    }

    /** Figures that are made of this one. */
    List<Formula> madeOf(String id) {
        return madeOf.getOrDefault(id, List.of());
    }

    /** @param byType how many devices of each type there are */
    int expected(Formula formula, Map<String, Integer> byType) {
        int expected = 0;
        for (Map.Entry<String, Integer> entry : byType.entrySet()) {
            DeviceType type = catalogue.deviceType(entry.getKey());
            expected += type != null && formula.expects(type) ? entry.getValue() : 0;
        }
        return expected;
    }
}
