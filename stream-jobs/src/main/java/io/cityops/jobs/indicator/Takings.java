package io.cityops.jobs.indicator;

import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which indicators look at a report, and at which of its values; remembered by the measures that it has. */
final class Takings {
    private static final int MOST_REMEMBERED = 10_000;

    private final List<Formula> formulas;
    private final Map<Measures, Plan> byMeasures = new HashMap<>();
    private final Map<String, Set<Formula>> byGroup = new HashMap<>();

    Takings(Catalogue catalogue) {
        formulas = catalogue.indicators().stream().map(Formula::of).toList();
    }

    /** @param positions where the report has the indicator's inputs; -1: not at all */
    record Taking(Formula formula, int[] positions) {
        /** Reads the inputs, those that are not believed as absent. */
        void read(DeviceReport report, double[] inputs) {
            for (int i = 0; i < positions.length; i++) {
                inputs[i] =
                        positions[i] < 0 || report.isExcluded(positions[i]) ? Double.NaN : report.values[positions[i]];
            }
        }

        boolean isFirstExcluded(DeviceReport report) {
            return positions[0] >= 0 && report.isExcluded(positions[0]);
        }
    }

    private record Measures(String[] names, int hash) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Measures measures && Arrays.equals(names, measures.names);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** @param group the measures that are believed, joined by commas */
    record Plan(List<Taking> takings, String group) {
        String groupOf(DeviceReport report) {
            if (report.doubts.length == 0) {
                return group;
            }
            StringBuilder believed = new StringBuilder();
            for (int i = 0; i < report.measures.length; i++) {
                if (!report.isExcluded(i)) {
                    believed.append(believed.isEmpty() ? "" : ",").append(report.measures[i]);
                }
            }
            return believed.toString();
        }
    }

    Plan of(String[] measures) {
        Measures key = new Measures(measures, Arrays.hashCode(measures));
        Plan known = byMeasures.get(key);
        if (known == null) {
            known = new Plan(takings(measures), String.join(",", measures));
            if (byMeasures.size() < MOST_REMEMBERED) {
                byMeasures.put(key, known);
            }
        }
        return known;
    }

    private List<Taking> takings(String[] measures) {
        List<String> has = Arrays.asList(measures);
        List<Taking> takings = new ArrayList<>();
        for (Formula formula : formulas) {
            int[] positions =
                    formula.indicator.inputs().stream().mapToInt(has::indexOf).toArray();
            if (Arrays.stream(positions).anyMatch(position -> position >= 0)) {
                takings.add(new Taking(formula, positions));
            }
        }
        return takings;
    }

    /** The indicators that a group of measures, joined by commas, is enough for. */
    Set<Formula> ofGroup(String group) {
        return byGroup.computeIfAbsent(group, measures -> {
            String[] names = measures.split(",");
            Set<Formula> taking = new HashSet<>();
            for (Taking each : of(names).takings) {
                double[] inputs = Arrays.stream(each.positions)
                        .mapToDouble(position -> position < 0 ? Double.NaN : 1)
                        .toArray();
                if (each.formula.takes(inputs)) {
                    taking.add(each.formula);
                }
            }
            return taking;
        });
    }
}
