package io.cityops.jobs.indicator;

import io.cityops.jobs.intake.Headcount;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The formulas of a catalogue, by indicator. */
final class Formulas {
    private final Catalogue catalogue;
    private final Map<String, Formula> byId = new LinkedHashMap<>();
    private final Map<String, List<Formula>> madeOf = new HashMap<>();

    Formulas(Catalogue catalogue) {
        this.catalogue = catalogue;
        catalogue.indicators().forEach(indicator -> {
            Formula formula = Formula.of(indicator);
            byId.put(indicator.id(), formula);
            formula.sources()
                    .forEach(source -> madeOf.computeIfAbsent(source, id -> new ArrayList<>())
                            .add(formula));
        });
    }

    String version() {
        return catalogue.version();
    }

    @Nullable
    Formula byId(String id) {
        return byId.get(id);
    }

    /** Figures that are made of this one. */
    List<Formula> madeOf(String id) {
        return madeOf.getOrDefault(id, List.of());
    }

    /** How far back any value looks. */
    long longestReachMillis() {
        return byId.values().stream().mapToLong(Formula::reachMillis).max().orElse(0);
    }

    /** @param byType how many devices of each type there are; see {@link Headcount} */
    int expected(Formula formula, Map<String, Integer> byType) {
        int expected = 0;
        for (Map.Entry<String, Integer> entry : byType.entrySet()) {
            DeviceType type = catalogue.deviceType(entry.getKey());
            expected += type != null && formula.expects(type) ? entry.getValue() : 0;
        }
        return expected;
    }
}
