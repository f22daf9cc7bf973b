package io.cityops.model.catalogue;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Reads and checks one rule. */
final class RuleReader {
    private static final Duration LONGEST_EVERY = Duration.ofHours(1);
    /** Scores from which something is worth an alarm, and at which a series is as usual again. */
    private static final double ANOMALY_SET = 0.5;

    private static final double ANOMALY_CLEAR = 0.1;

    private final Collection<String> sectors;
    private final Collection<String> areas;
    private final Collection<String> measures;
    private final Map<String, DeviceType> deviceTypes;
    private final Collection<String> indicators;

    /** What is declared; may still grow, as long as it is there when a rule is read. */
    RuleReader(
            Collection<String> sectors,
            Collection<String> areas,
            Collection<String> measures,
            Map<String, DeviceType> deviceTypes,
            Collection<String> indicators) {
        this.sectors = sectors;
        this.areas = areas;
        this.measures = measures;
        this.deviceTypes = deviceTypes;
        this.indicators = indicators;
    }

    Rule read(YamlMap map) {
        String id = map.text("id");
        Rule.Kind kind = map.choice("kind", Rule.Kind.class, null);
        String input = switch (kind) {
            case MEASURE, ANOMALY -> CatalogueReader.reference(map, "input", measures);
            case INDICATOR -> CatalogueReader.reference(map, "input", indicators);
            case SILENCE, CONDITION, SEQUENCE -> null;
        };
        boolean above = kind == Rule.Kind.ANOMALY || map.flag("above", true);
        boolean ofValues = kind == Rule.Kind.MEASURE || kind == Rule.Kind.INDICATOR;
        Duration change = ofValues ? ChangeReader.read(map) : Duration.ZERO;
        ConditionReader conditions = new ConditionReader(areas, measures, deviceTypes, indicators);
        boolean holdsOrNot = kind == Rule.Kind.CONDITION || kind == Rule.Kind.SEQUENCE;
        Rule rule = new Rule(
                id,
                map.integer("version", 1),
                kind == Rule.Kind.SILENCE ? map.text("sector", "") : CatalogueReader.reference(map, "sector", sectors),
                map.bilingual("name"),
                kind,
                input,
                CatalogueReader.references(map, "device_types", deviceTypes.keySet()),
                map.choice("areas", Rule.Areas.class, Rule.Areas.ALL),
                above,
                change,
                map.list("levels", level -> level(level, kind, above, change)),
                kind == Rule.Kind.CONDITION ? conditions.read(map) : null,
                kind == Rule.Kind.SEQUENCE ? conditions.readSequence(map) : null,
                kind == Rule.Kind.ANOMALY ? every(map) : Duration.ZERO,
                ScheduleReader.read(map),
                kind == Rule.Kind.ANOMALY ? Duration.ZERO : map.duration("on_delay", Duration.ZERO),
                map.duration("off_delay", Duration.ZERO),
                map.bilingual("message"),
                map.bilingual("response"),
                map.list("procedure", step -> new Text(step.text("vi"), step.text("en"))));
        if (Rule.isShadow(id)) {
            map.problem("id", "may not have a '~', which marks versions that run in the shadow of others");
        }
        if (rule.levels().isEmpty()) {
            map.problem("levels", "at least one level is needed");
        }
        if (holdsOrNot && rule.levels().size() > 1) {
            map.problem("levels", "a condition or sequence holds or not; one level is expected");
        }
        if (!holdsOrNot) {
            checkLevelsClimb(map, rule);
        }
        return rule;
    }

    private static Rule.Level level(YamlMap map, Rule.Kind kind, boolean above, Duration change) {
        boolean anomaly = kind == Rule.Kind.ANOMALY;
        boolean thresholds = anomaly || kind == Rule.Kind.MEASURE || kind == Rule.Kind.INDICATOR;
        Rule.Level level = new Rule.Level(
                map.choice("severity", Severity.class, null),
                thresholds ? map.number("set", anomaly ? ANOMALY_SET : null) : 0,
                thresholds ? map.number("clear", anomaly ? ANOMALY_CLEAR : null) : 0,
                map.bilingual("name"));
        if (anomaly && (level.set() >= 1 || level.clear() <= 0)) {
            map.problem("set", "scores are greater than 0 and less than 1");
        }
        if (thresholds && (above ? level.clear() >= level.set() : level.clear() <= level.set())) {
            map.problem("clear", "must lie on the good side of set " + level.set() + ", else the alarm flaps");
        }
        ChangeReader.checkThresholds(map, change, above, level.set(), level.clear());
        return level;
    }

    private static Duration every(YamlMap map) {
        Duration every = map.duration("every", Duration.ofMinutes(5));
        if (every.toSecondsPart() != 0
                || every.toMillisPart() != 0
                || every.toMinutes() < 1
                || every.compareTo(LONGEST_EVERY) > 0) {
            map.problem("every", "whole minutes, up to 1h, are expected");
        }
        return every;
    }

    private static void checkLevelsClimb(YamlMap map, Rule rule) {
        for (int i = 1; i < rule.levels().size(); i++) {
            double before = rule.levels().get(i - 1).set();
            double here = rule.levels().get(i).set();
            if (rule.above() ? here <= before : here >= before) {
                map.problem("levels", "must go from the mildest to the worst, but " + here + " follows " + before);
            }
        }
    }
}
