package io.cityops.model.catalogue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the rules of a catalogue look at, directly or by what they look at.
 *
 * @param indicators their ids
 * @param deviceTypes of whose devices telemetry is needed
 * @param lead how far back telemetry must reach for what is known at a moment to be known: delays, spans, and values that
 *     have been the same for long
 */
public record RuleNeeds(Set<String> indicators, Set<String> deviceTypes, Duration lead) {
    private static final Duration LEAST_LEAD = Duration.ofHours(1);
    private static final Duration MOST_LEAD = Duration.ofHours(30);

    public RuleNeeds {
        indicators = Set.copyOf(indicators);
        deviceTypes = Set.copyOf(deviceTypes);
    }

    public static RuleNeeds of(Catalogue catalogue) {
        return new Search(catalogue).result();
    }

    private static final class Search {
        private final Catalogue catalogue;
        private final Set<String> indicators = new LinkedHashSet<>();
        private final Set<String> types = new HashSet<>();
        private final Set<String> measures = new HashSet<>();
        private Duration lead = LEAST_LEAD;

        private Search(Catalogue catalogue) {
            this.catalogue = catalogue;
            catalogue.rules().forEach(this::rule);
        }

        private void rule(Rule rule) {
            atLeast(rule.onDelay().plus(rule.offDelay()).multipliedBy(2).plus(rule.change()));
            switch (rule.kind()) {
                case MEASURE, ANOMALY -> measure(String.valueOf(rule.input()), rule.deviceTypes());
                case INDICATOR -> indicator(String.valueOf(rule.input()));
                case SILENCE -> types(rule.deviceTypes().isEmpty() ? allTypes() : rule.deviceTypes());
                case CONDITION, SEQUENCE -> leaves(rule);
            }
        }

        private void leaves(Rule rule) {
            Sequence sequence = rule.sequence();
            atLeast(sequence == null ? Duration.ZERO : sequence.within().multipliedBy(2));
            for (Condition.Leaf leaf : rule.leaves()) {
                atLeast(leaf.known().multipliedBy(2).plus(leaf.change()));
                switch (leaf.looks()) {
                    case MEASURE -> measure(leaf.input(), leaf.deviceTypes());
                    case INDICATOR -> indicator(leaf.input());
                    case SILENT -> types(List.of(leaf.input()));
                }
            }
        }

        private void measure(String measure, List<String> ofTypes) {
            measures.add(measure);
            types(allTypes().stream()
                    .filter(type -> ofTypes.isEmpty() || ofTypes.contains(type))
                    .filter(type -> measures(type, measure))
                    .toList());
        }

        private boolean measures(String type, String measure) {
            DeviceType known = catalogue.deviceType(type);
            return known != null && known.measure(measure) != null;
        }

        private void indicator(String id) {
            Deque<String> open = new ArrayDeque<>(List.of(id));
            while (!open.isEmpty()) {
                Indicator indicator = catalogue.indicator(open.remove());
                if (indicator != null && indicators.add(indicator.id())) {
                    indicator.parts().forEach(part -> open.add(part.indicator()));
                    indicator.inputs().forEach(input -> measure(input, List.of()));
                    atLeast(indicator.over().plus(LEAST_LEAD));
                }
            }
        }

        private void types(List<String> more) {
            types.addAll(more);
        }

        private List<String> allTypes() {
            return catalogue.deviceTypes().stream().map(DeviceType::id).toList();
        }

        private void atLeast(Duration needed) {
            lead = lead.compareTo(needed) < 0 ? needed : lead;
        }

        private RuleNeeds result() {
            // What has been the same for too long is not believed: it takes that long to know.
            Stream<Measure> watched = measures.stream().flatMap(id -> Stream.ofNullable(catalogue.measure(id)));
            watched.map(measure -> measure.doubt().stuckAfter().plus(LEAST_LEAD))
                    .forEach(this::atLeast);
            return new RuleNeeds(indicators, types, lead.compareTo(MOST_LEAD) > 0 ? MOST_LEAD : lead);
        }
    }
}
