package io.cityops.jobs.indicator;

import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which indicators look at a report, and at which of its values; remembered by the measures that it has. */
final class Takings {
    private static final int MOST_REMEMBERED = 10_000;

    private final List<Formula> formulas;
    private final Map<List<String>, Plan> byMeasures = new HashMap<>();
    private final Map<String, List<Taking>> byGroup = new HashMap<>();

    Takings(Catalogue catalogue) {
        formulas = catalogue.indicators().stream().map(Formula::of).toList();
    }

    /**
     * @param number of the formula among all
     * @param positions where the report has the indicator's inputs; -1: not at all
     */
    record Taking(Formula formula, int number, int[] positions) {
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

    /**
     * @param measures those of the reports that it is for
     * @param group the measures that are believed, joined by commas
     */
    record Plan(String[] measures, List<Taking> takings, String group) {
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

    /** All, each at its number. */
    List<Formula> formulas() {
        return formulas;
    }

    Plan of(String[] measures) {
        List<String> key = List.of(measures);
        Plan known = byMeasures.get(key);
        if (known == null) {
            known = new Plan(measures, takings(key), String.join(",", measures));
            if (byMeasures.size() < MOST_REMEMBERED) {
                byMeasures.put(key, known);
            }
        }
        return known;
    }

    private List<Taking> takings(List<String> measures) {
        List<Taking> takings = new ArrayList<>();
        for (int i = 0; i < formulas.size(); i++) {
            Formula formula = formulas.get(i);
            int[] positions = formula.indicator.inputs().stream()
                    .mapToInt(measures::indexOf)
                    .toArray();
            if (Arrays.stream(positions).anyMatch(position -> position >= 0)) {
                takings.add(new Taking(formula, i, positions));
            }
        }
        return takings;
    }

    /** What a group of measures, joined by commas, is enough for. */
    List<Taking> ofGroup(String group) {
        return byGroup.computeIfAbsent(group, measures -> {
            List<Taking> taking = new ArrayList<>();
            for (Taking each : of(measures.split(",")).takings) {
                double[] inputs = Arrays.stream(each.positions)
                        .mapToDouble(position -> position < 0 ? Double.NaN : 1)
                        .toArray();
                if (each.formula.takes(inputs)) {
                    taking.add(each);
                }
            }
            return taking;
        });
    }

    boolean isOfGroup(String group, Formula formula) {
        for (Taking each : ofGroup(group)) {
            if (each.formula.equals(formula)) {
                return true;
            }
        }
        return false;
    }
}
