package io.cityops.model.catalogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and checks the {@code when}, or the {@code steps}, of one rule. */
final class ConditionReader {
    private static final int MOST_LEAVES = 16;
    private static final int MOST_DEPTH = 6;
    private static final int LEAST_STEPS = 2;
    private static final int MOST_STEPS = 8;
    private static final Duration LONGEST_WITHIN = Duration.ofDays(1);
    private static final Duration KNOWN = Duration.ofMinutes(15);
    private static final List<String> KINDS = List.of("all", "any", "not", "measure", "indicator", "silent");

    private final Collection<String> areas;
    private final Collection<String> measures;
    private final Map<String, DeviceType> deviceTypes;
    private final Collection<String> indicators;
    private int leaves;
    private int depth;

    ConditionReader(
            Collection<String> areas,
            Collection<String> measures,
            Map<String, DeviceType> deviceTypes,
            Collection<String> indicators) {
        this.areas = areas;
        this.measures = measures;
        this.deviceTypes = deviceTypes;
        this.indicators = indicators;
    }

    /** Null when the key is missing, which is told as a problem. */
    @Nullable
    Condition read(YamlMap rule) {
        if (!rule.has("when")) {
            rule.problem("when", "is missing; a rule of kind condition says when it holds");
            return null;
        }
        Condition condition = rule.inner("when", this::condition);
        checkLeaves(rule, "when");
        return condition;
    }

    Sequence readSequence(YamlMap rule) {
        Sequence sequence =
                new Sequence(rule.list("steps", this::condition), rule.duration("within", Duration.ofMinutes(30)));
        int steps = sequence.steps().size();
        if (steps < LEAST_STEPS || steps > MOST_STEPS) {
            rule.problem("steps", "%d to %d are expected, not %d".formatted(LEAST_STEPS, MOST_STEPS, steps));
        }
        if (!sequence.within().isPositive() || sequence.within().compareTo(LONGEST_WITHIN) > 0) {
            rule.problem("within", "must be longer than nothing, and a day at most");
        }
        checkLeaves(rule, "steps");
        return sequence;
    }

    private void checkLeaves(YamlMap rule, String key) {
        if (leaves > MOST_LEAVES) {
            rule.problem(key, "has " + leaves + " statements, more than " + MOST_LEAVES);
        }
    }

    private Condition condition(YamlMap map) {
        List<String> found = KINDS.stream().filter(map::has).toList();
        if (found.size() != 1) {
            map.problem(
                    found.isEmpty() ? "when" : found.getLast(),
                    "exactly one of " + KINDS + " is expected, not " + (found.isEmpty() ? "none" : found));
        }
        if (++depth > MOST_DEPTH) {
            map.problem("when", "is nested deeper than " + MOST_DEPTH);
        }
        Condition condition = switch (found.isEmpty() ? "all" : found.getFirst()) {
            case "all" -> new Condition.All(parts(map, "all"));
            case "any" -> new Condition.Any(parts(map, "any"));
            case "not" -> new Condition.Not(map.inner("not", this::condition));
            case "measure" -> leaf(map, Condition.Looks.MEASURE);
            case "indicator" -> leaf(map, Condition.Looks.INDICATOR);
            default -> leaf(map, Condition.Looks.SILENT);
        };
        depth--;
        return condition;
    }

    private List<Condition> parts(YamlMap map, String key) {
        List<Condition> parts = new ArrayList<>(map.list(key, this::condition));
        if (parts.isEmpty()) {
            map.problem(key, "at least one statement is needed");
        }
        return parts;
    }

    private Condition.Leaf leaf(YamlMap map, Condition.Looks looks) {
        boolean ofDevices = looks != Condition.Looks.INDICATOR;
        boolean ofValues = looks != Condition.Looks.SILENT;
        boolean above = !ofValues || map.flag("above", true);
        String input = switch (looks) {
            case MEASURE -> CatalogueReader.reference(map, "measure", measures);
            case INDICATOR -> CatalogueReader.reference(map, "indicator", indicators);
            case SILENT -> CatalogueReader.reference(map, "silent", deviceTypes.keySet());
        };
        Condition.Leaf leaf = new Condition.Leaf(
                leaves++,
                looks,
                input,
                looks == Condition.Looks.MEASURE
                        ? CatalogueReader.references(map, "device_types", deviceTypes.keySet())
                        : List.of(),
                ofValues ? ChangeReader.read(map) : Duration.ZERO,
                above,
                ofValues ? map.number("set", null) : 0,
                ofValues ? map.number("clear", null) : 0,
                ofDevices ? map.integer("devices", 1) : 1,
                looks == Condition.Looks.INDICATOR && map.has("area")
                        ? CatalogueReader.reference(map, "area", areas)
                        : "",
                ofValues ? map.duration("known", KNOWN) : Duration.ZERO);
        check(map, leaf, ofValues);
        return leaf;
    }

    private void check(YamlMap map, Condition.Leaf leaf, boolean ofValues) {
        if (ofValues && (leaf.above() ? leaf.clear() >= leaf.set() : leaf.clear() <= leaf.set())) {
            map.problem("clear", "must lie on the good side of set " + leaf.set() + ", else the alarm flaps");
        }
        ChangeReader.checkThresholds(map, leaf.change(), leaf.above(), leaf.set(), leaf.clear());
        if (leaf.devices() < 1) {
            map.problem("devices", "at least 1 is expected");
        }
        if (ofValues && !leaf.known().isPositive()) {
            map.problem("known", "must be longer than nothing");
        }
        for (String type : leaf.deviceTypes()) {
            DeviceType known = deviceTypes.get(type);
            if (known != null && known.measure(leaf.input()) == null) {
                map.problem("device_types", "a " + type + " does not measure " + leaf.input());
            }
        }
    }
}
