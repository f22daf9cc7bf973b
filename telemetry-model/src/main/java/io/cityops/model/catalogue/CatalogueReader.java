package io.cityops.model.catalogue;

import java.io.StringReader;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads and checks the catalogue's files; see {@code docs/catalogue.md} for their keys. */
final class CatalogueReader {
    private static final Duration LONGEST_OVER = Duration.ofHours(24);

    private final CatalogueText text;
    private final List<String> problems = new ArrayList<>();

    private final Map<String, Area> areas = new LinkedHashMap<>();
    private final Map<String, Sector> sectors = new LinkedHashMap<>();
    private final Map<String, Measure> measures = new LinkedHashMap<>();
    private final Map<String, DeviceType> deviceTypes = new LinkedHashMap<>();
    private final Map<String, Indicator> indicators = new LinkedHashMap<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final List<FormatMapping> formats = new ArrayList<>();

    CatalogueReader(CatalogueText text) {
        this.text = text;
    }

    /** @param withShadows whether versions in the shadow of others are among the rules; they are checked in any case */
    Catalogue read(boolean withShadows) {
        file("areas", areas, this::area, Area::code);
        file("sectors", sectors, this::sector, Sector::id);
        file("measures", measures, this::measure, Measure::id);
        file("device-types", deviceTypes, this::deviceType, DeviceType::id);
        file("indicators", indicators, this::indicator, Indicator::id);
        RuleReader reader =
                new RuleReader(sectors.keySet(), areas.keySet(), measures.keySet(), deviceTypes, indicators.keySet());
        file("rules", rules, reader::read, Rule::id);
        Map<String, Rule> shadows = new LinkedHashMap<>();
        if (text.files().containsKey(CatalogueText.SHADOWS)) {
            file("shadow", shadows, reader::read, Rule::id);
        }
        if (withShadows) {
            shadows.values().stream().map(Rule::asShadow).forEach(shadow -> rules.put(shadow.id(), shadow));
        }
        checkParts();
        formats();
        if (problems.isEmpty()) {
            checkAreaTree();
        }
        if (!problems.isEmpty()) {
            throw new CatalogueException(problems);
        }
        return new Catalogue(
                List.copyOf(areas.values()),
                List.copyOf(sectors.values()),
                List.copyOf(measures.values()),
                List.copyOf(deviceTypes.values()),
                List.copyOf(indicators.values()),
                List.copyOf(rules.values()),
                formats,
                text);
    }

    private Area area(YamlMap map) {
        String code = map.text("code");
        String parent = map.text("parent", code.equals(Area.CITY) ? "none" : Area.CITY);
        return new Area(
                code,
                new Text(map.text("vi"), map.text("en")),
                map.text("kind"),
                map.number("lat", null),
                map.number("lon", null),
                map.number("area_km2", 0.0),
                map.integer("population", 0),
                code.equals(Area.CITY) ? null : parent);
    }

    private Sector sector(YamlMap map) {
        return new Sector(map.text("id"), map.bilingual("name"));
    }

    private Measure measure(YamlMap map) {
        Measure measure = new Measure(
                map.text("id"),
                map.bilingual("name"),
                map.sharedOrBilingual("unit", null),
                map.number("min", null),
                map.number("max", null),
                map.integer("precision", 1),
                new Measure.Doubt(
                        map.number("suspicious_above", Double.POSITIVE_INFINITY),
                        map.number("suspicious_below", Double.NEGATIVE_INFINITY),
                        map.duration("stuck_after", Duration.ZERO),
                        map.number("jump", Double.POSITIVE_INFINITY)));
        if (measure.min() >= measure.max()) {
            map.problem("max", "must be greater than min " + measure.min());
        }
        return measure;
    }

    private DeviceType deviceType(YamlMap map) {
        String id = map.text("id");
        String sector = reference(map, "sector", sectors.keySet());
        Map<String, Measure> own = new HashMap<>();
        for (String name : references(map, "measures", measures.keySet())) {
            Measure measure = measures.get(name);
            if (measure != null) {
                own.put(name, measure);
            }
        }
        Duration interval = map.duration("interval", null);
        if (!interval.isPositive()) {
            map.problem("interval", "must be longer than nothing");
        }
        return new DeviceType(id, sector, map.bilingual("name"), own, interval, map.flag("stills", false));
    }

    private Indicator indicator(YamlMap map) {
        String id = map.text("id");
        String sector = id.contains(".") ? id.substring(0, id.indexOf('.')) : id;
        if (!sectors.containsKey(sector)) {
            map.problem("id", "must begin with a sector and a dot" + NearName.hint(sector, sectors.keySet()));
        }
        Aggregate aggregate = map.choice("aggregate", Aggregate.class, null);
        List<Band> bands = bands(map);
        Indicator indicator = new Indicator(
                id,
                sector,
                map.bilingual("name"),
                map.bilingual("formula"),
                map.sharedOrBilingual("unit", ""),
                map.integer("precision", 0),
                aggregate,
                references(map, "inputs", measures.keySet()),
                map.choice("across", Across.class, Across.MEAN),
                map.number("coverage_floor", 0.5),
                bands,
                map.optionalNumber("target"),
                map.duration("over", Duration.ZERO),
                parameters(map, aggregate),
                map.list("parts", CatalogueReader::part),
                map.flag("wall", true),
                map.integer("order", 100),
                map.list("goals", CatalogueReader::goal));
        if (indicator.inputs().size() < aggregate.leastInputs()) {
            map.problem("inputs", aggregate.tag() + " needs at least " + aggregate.leastInputs());
        }
        if ((aggregate == Aggregate.COMPOSITE) == indicator.parts().isEmpty()) {
            map.problem("parts", "composite, and no other aggregate, is made of parts");
        }
        if (indicator.over().compareTo(LONGEST_OVER) > 0
                || indicator.over().toMillis() % Duration.ofMinutes(1).toMillis() != 0) {
            map.problem("over", "whole minutes, up to " + LONGEST_OVER.toHours() + "h, are expected");
        }
        return indicator;
    }

    private static Map<String, Double> parameters(YamlMap map, Aggregate aggregate) {
        Map<String, Double> numbers = new HashMap<>();
        for (Aggregate.Parameter parameter : aggregate.parameters()) {
            numbers.put(
                    parameter.name(), map.number(parameter.name(), parameter.isRequired() ? null : parameter.absent()));
        }
        return numbers;
    }

    private static Indicator.Goal goal(YamlMap map) {
        LocalDate by = LocalDate.MAX;
        String written = map.text("by");
        try {
            by = LocalDate.parse(written);
        } catch (DateTimeParseException e) {
            map.problem("by", "a day such as 2030-12-31 is expected");
        }
        String weight = map.text("weight", "");
        return new Indicator.Goal(by, map.number("value", null), weight.isEmpty() ? null : weight);
    }

    private static Indicator.Part part(YamlMap map) {
        Indicator.Part part = new Indicator.Part(
                map.text("indicator"), map.number("weight", 1.0), map.number("best", null), map.number("worst", null));
        if (part.best() == part.worst()) {
            map.problem("worst", "must differ from best " + part.best());
        }
        if (!(part.weight() > 0)) {
            map.problem("weight", "must be greater than 0");
        }
        return part;
    }

    /** Bands are written by where each begins; the last has no end. */
    private List<Band> bands(YamlMap map) {
        List<Band> starts = map.list(
                "bands",
                band -> new Band(
                        band.number("from", null),
                        Double.POSITIVE_INFINITY,
                        band.choice("level", Band.Level.class, null),
                        band.bilingual("name"),
                        band.text("color", "#808080")));
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            Band band = starts.get(i);
            double to = i + 1 < starts.size() ? starts.get(i + 1).from() : Double.POSITIVE_INFINITY;
            if (to <= band.from()) {
                map.problem("bands", "must ascend, but " + to + " follows " + band.from());
            }
            bands.add(new Band(band.from(), to, band.level(), band.name(), band.color()));
        }
        return bands;
    }

    private void checkParts() {
        for (Indicator composite : indicators.values()) {
            for (Indicator.Part part : composite.parts()) {
                Indicator indicator = indicators.get(part.indicator());
                if (indicator == null) {
                    problems.add("indicators.yaml: %s: part '%s' is not declared%s"
                            .formatted(
                                    composite.id(),
                                    part.indicator(),
                                    NearName.hint(part.indicator(), indicators.keySet())));
                } else if (indicator.aggregate() == Aggregate.COMPOSITE) {
                    problems.add("indicators.yaml: %s: part '%s' is made of parts itself; name those"
                            .formatted(composite.id(), part.indicator()));
                }
            }
        }
    }

    /** One file for each vendor, network or data model; a city without the folder takes the native format only. */
    private void formats() {
        FormatReader reader = new FormatReader(measures);
        for (String id : text.formats()) {
            String file = CatalogueText.FORMATS + id + ".yaml";
            Node root = parse(file);
            if (root != null) {
                formats.add(reader.read(id, new YamlMap(file, root, problems)));
            }
        }
    }

    private void checkAreaTree() {
        if (!areas.containsKey(Area.CITY)) {
            problems.add("areas.yaml: the root area with code 'city' is missing; add it");
        }
        for (Area area : areas.values()) {
            int steps = 0;
            Area up = area;
            while (up != null && up.parent() != null && steps++ <= areas.size()) {
                up = areas.get(up.parent());
            }
            if (up == null || steps > areas.size()) {
                problems.add("areas.yaml: area " + area.code() + ": its parents do not lead to 'city'");
            }
        }
    }

    static String reference(YamlMap map, String key, Collection<String> known) {
        String name = map.text(key);
        if (!known.contains(name)) {
            map.problem(key, "'" + name + "' is not declared" + NearName.hint(name, known));
        }
        return name;
    }

    static List<String> references(YamlMap map, String key, Collection<String> known) {
        List<String> names = map.texts(key);
        for (String name : names) {
            if (!known.contains(name)) {
                map.problem(key, "'" + name + "' is not declared" + NearName.hint(name, known));
            }
        }
        return names;
    }

    private <T> void file(String name, Map<String, T> into, Function<YamlMap, T> reader, Function<T, String> id) {
        String file = name + ".yaml";
        Node root = parse(file);
        if (root == null) {
            return;
        }
        YamlMap map = new YamlMap(file, root, problems);
        for (T item : map.list(name.replace('-', '_'), reader)) {
            if (into.put(id.apply(item), item) != null) {
                problems.add(file + ": '" + id.apply(item) + "' is declared twice; keep one");
            }
        }
        map.noOtherKeys();
    }

    private @Nullable Node parse(String file) {
        String written = text.files().get(file);
        if (written == null) {
            problems.add(file + ": is missing; copy the built-in one and change it");
            return null;
        }
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(written));
            if (root == null) {
                problems.add(file + ": is empty");
            }
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            problems.add("%s:%d not YAML: %s".formatted(file, line, e.getProblem()));
        } catch (YAMLException e) {
            problems.add("%s: not YAML: %s".formatted(file, e.getMessage()));
        }
        return null;
    }
}
