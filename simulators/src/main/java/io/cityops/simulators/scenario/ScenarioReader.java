package io.cityops.simulators.scenario;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.NearName;
import io.cityops.model.catalogue.Sector;
import io.cityops.model.catalogue.Severity;
import io.cityops.model.catalogue.Text;
import io.cityops.model.catalogue.YamlMap;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads and checks a scenario's file; see {@code docs/scenarios.md} for its keys. */
final class ScenarioReader {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Path path;
    private final String file;
    private final Set<String> wards;
    private final Set<String> sectors;
    private final List<String> problems = new ArrayList<>();

    ScenarioReader(Path path, Catalogue catalogue) {
        this.path = path;
        this.file = Objects.requireNonNullElse(path.getFileName(), path).toString();
        this.wards = catalogue.areas().stream()
                .map(Area::code)
                .filter(code -> !code.equals(Area.CITY))
                .collect(Collectors.toSet());
        this.sectors = catalogue.sectors().stream().map(Sector::id).collect(Collectors.toSet());
    }

    Scenario read() throws IOException {
        YamlMap map = new YamlMap(file, root(), problems);
        Instant start = start(map);
        Scenario scenario = new Scenario(
                file.replaceFirst("\\.ya?ml$", ""),
                map.bilingual("title"),
                map.bilingual("story"),
                start,
                positive(map, "duration"),
                map.choice("backdrop", Backdrop.class, Backdrop.CALM),
                map.list("events", this::event),
                map.list("labels", this::label),
                start);
        map.noOtherKeys();
        if (problems.isEmpty()) {
            checkTogether(map, scenario);
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        return scenario;
    }

    private Node root() throws IOException {
        try (Reader text = Files.newBufferedReader(path)) {
            Node root = new Yaml(new LoaderOptions()).compose(text);
            if (root == null) {
                throw new ScenarioException(List.of(file + ": is empty"));
            }
            return root;
        } catch (NoSuchFileException e) {
            throw new IOException("there is no scenario file " + path, e);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new ScenarioException(List.of("%s:%d not YAML: %s".formatted(file, line, e.getProblem())));
        }
    }

    private static Instant start(YamlMap map) {
        String text = map.text("start");
        try {
            return LocalDateTime.parse(text).atZone(ZONE).toInstant();
        } catch (DateTimeParseException e) {
            if (!text.isEmpty()) {
                map.problem("start", "'" + text + "' is no moment of the city; write it like 2026-11-24T16:00");
            }
            return Instant.EPOCH;
        }
    }

    private Event event(YamlMap map) {
        Event event = new Event(
                map.text("id"),
                map.choice("kind", EventKind.class, null),
                map.duration("at", null),
                positive(map, "duration"),
                wards(map, "where"),
                wards(map, "spill"),
                map.number("magnitude", null));
        checkMagnitude(map, event);
        boolean queues = event.kind() == EventKind.ACCIDENT || event.kind() == EventKind.CLOSURE;
        if (!event.spill().isEmpty() && !queues) {
            map.problem("spill", "only accident and closure spill over; take it out");
        }
        if (event.where().isEmpty()) {
            map.problem("where", "at least one ward is needed");
        }
        return event;
    }

    private static void checkMagnitude(YamlMap map, Event event) {
        EventKind kind = event.kind();
        double magnitude = event.magnitude();
        if (magnitude < kind.least() || magnitude > kind.most()) {
            map.problem(
                    "magnitude",
                    "%s is not between %s and %s %s".formatted(magnitude, kind.least(), kind.most(), kind.unit()));
        }
    }

    private Label label(YamlMap map) {
        Label label = new Label(
                map.text("id"),
                map.bilingual("what"),
                map.duration("from", null),
                map.duration("to", null),
                wards(map, "where"),
                known(map, "sector", map.text("sector"), sectors),
                map.texts("causes"),
                map.text("alarm"),
                map.choice("severity", Severity.class, null),
                map.list("procedure", step -> new Text(step.text("vi"), step.text("en"))));
        if (label.from().compareTo(label.to()) >= 0) {
            map.problem("to", "must be after from");
        }
        if (label.where().isEmpty()) {
            map.problem("where", "at least one ward is needed");
        }
        if (label.procedure().isEmpty()) {
            map.problem("procedure", "at least one step is needed: what should the operator do?");
        }
        if (!label.alarm().contains(".")) {
            map.problem("alarm", "'" + label.alarm() + "' is not a rule's id, such as water.street-flood");
        }
        return label;
    }

    private List<String> wards(YamlMap map, String key) {
        List<String> codes = map.texts(key);
        codes.forEach(code -> known(map, key, code, wards));
        return codes;
    }

    private static String known(YamlMap map, String key, String name, Collection<String> known) {
        if (!name.isEmpty() && !known.contains(name)) {
            map.problem(key, "'" + name + "' is not in the catalogue" + NearName.hint(name, known));
        }
        return name;
    }

    private static Duration positive(YamlMap map, String key) {
        Duration duration = map.duration(key, null);
        if (!duration.isPositive()) {
            map.problem(key, "must be longer than nothing");
        }
        return duration;
    }

    /** What only the whole can tell: ids once each, causes that exist, everything within the scenario and its places. */
    private static void checkTogether(YamlMap map, Scenario scenario) {
        Set<String> ids = new HashSet<>();
        for (Event event : scenario.events()) {
            if (!ids.add(event.id())) {
                map.problem("events", "the id '" + event.id() + "' stands twice; give each its own");
            }
            if (event.end().compareTo(scenario.duration()) > 0) {
                map.problem("events", "'" + event.id() + "' ends after the scenario; make the duration longer");
            }
        }
        Set<String> labels = new HashSet<>();
        for (Label label : scenario.labels()) {
            if (!labels.add(label.id())) {
                map.problem("labels", "the id '" + label.id() + "' stands twice; give each its own");
            }
            for (String cause : label.causes()) {
                if (!ids.contains(cause)) {
                    map.problem(
                            "labels",
                            "'%s' names no event as a cause: '%s'%s"
                                    .formatted(label.id(), cause, NearName.hint(cause, ids)));
                }
            }
            for (String ward : label.where()) {
                if (!scenario.events().isEmpty() && !scenario.wards().contains(ward)) {
                    map.problem("labels", "'%s' is in ward %s, which no event touches".formatted(label.id(), ward));
                }
            }
        }
    }
}
