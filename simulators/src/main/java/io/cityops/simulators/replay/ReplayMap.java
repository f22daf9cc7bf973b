package io.cityops.simulators.replay;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.NearName;
import io.cityops.model.catalogue.YamlMap;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * How the columns of a recording become devices, measures and times. A valid map; reading an invalid one finds all that
 * is wrong with it at once.
 *
 * @param deviceColumn whose values tell the stations apart
 * @param separator between the cells
 * @param devices by their value in the device column
 * @param ignored columns that are not to be sent
 */
record ReplayMap(
        String timeColumn,
        TimeFormat timeFormat,
        String deviceColumn,
        char separator,
        Map<String, Station> devices,
        List<Column> columns,
        Set<String> ignored) {
    private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

    /**
     * A device of the recording.
     *
     * @param lat degrees north; NaN unknown
     * @param lon degrees east; NaN unknown
     */
    record Station(String id, String type, String sector, String area, double lat, double lon, Duration interval) {}

    /** The value sent is {@code cell * scale + offset}, in the measure's unit. */
    record Column(String name, String measure, double scale, double offset) {}

    /** @throws MapProblem naming every problem */
    static ReplayMap read(Path file, Catalogue catalogue) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            Node root = new Yaml().compose(reader);
            if (root == null) {
                throw new MapProblem(List.of(file + ":1 is empty; see examples/air-recording.yaml"));
            }
            return new MapReader(file.toString(), catalogue).read(root);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no map file " + file, e);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new MapProblem(List.of(file + ":" + line + " is not YAML: " + e.getProblem()));
        }
    }

    Collection<Station> stations() {
        return devices.values();
    }

    /** Every column that the map speaks of. */
    Set<String> knownColumns() {
        Set<String> known = new LinkedHashSet<>(List.of(timeColumn, deviceColumn));
        columns.forEach(column -> known.add(column.name));
        known.addAll(ignored);
        return known;
    }

    private static final class MapReader {
        private final String file;
        private final Catalogue catalogue;
        private final List<String> problems = new ArrayList<>();

        private MapReader(String file, Catalogue catalogue) {
            this.file = file;
            this.catalogue = catalogue;
        }

        private ReplayMap read(Node root) {
            YamlMap map = new YamlMap(file, root, problems);
            String timeColumn = map.text("time_column");
            TimeFormat format = timeFormat(map);
            String deviceColumn = map.text("device_column");
            String separator = map.text("separator", ",");
            if (separator.length() != 1) {
                map.problem("separator", "one character is expected, such as ',' or ';'");
            }
            Map<String, Station> devices = devices(map);
            List<Column> columns = map.list("measures", this::column);
            if (columns.isEmpty()) {
                map.problem("measures", "is empty; add {column: ..., measure: ...}");
            }
            Set<String> ignored = new LinkedHashSet<>(map.texts("ignore"));
            map.noOtherKeys();
            checkMeasures(devices.values(), columns, map);
            if (!problems.isEmpty()) {
                throw new MapProblem(problems);
            }
            return new ReplayMap(timeColumn, format, deviceColumn, separator.charAt(0), devices, columns, ignored);
        }

        private TimeFormat timeFormat(YamlMap map) {
            String pattern = map.text("time_format");
            String zone = map.text("zone", "Asia/Ho_Chi_Minh");
            try {
                return TimeFormat.of(pattern, zone);
            } catch (DateTimeException e) {
                map.problem("zone", "'" + zone + "' is no time zone; such as Asia/Ho_Chi_Minh or +07:00");
            } catch (IllegalArgumentException e) {
                map.problem("time_format", "'" + pattern + "': " + e.getMessage());
            }
            return TimeFormat.of(TimeFormat.ISO, "Z");
        }

        private Map<String, Station> devices(YamlMap map) {
            Map<String, Station> devices = new LinkedHashMap<>();
            Set<String> ids = new HashSet<>();
            map.list("devices", item -> {
                String value = item.text("value");
                Station station = station(item);
                if (devices.put(value, station) != null) {
                    item.problem("value", "'" + value + "' stands twice; keep one");
                }
                if (!ids.add(station.id)) {
                    item.problem("id", "'" + station.id + "' stands twice; each value is a device of its own");
                }
                return station;
            });
            if (devices.isEmpty()) {
                map.problem("devices", "is empty; add {value: ..., id: ..., type: ..., area: ...}");
            }
            return devices;
        }

        private Station station(YamlMap item) {
            String id = item.text("id");
            if (!id.isEmpty() && !DEVICE_ID.matcher(id).matches()) {
                item.problem("id", "'" + id + "': letters, digits and . _ : - are allowed, at most 64");
            }
            String typeId = item.text("type");
            @Nullable DeviceType type = catalogue.deviceType(typeId);
            if (type == null && !typeId.isEmpty()) {
                List<String> known =
                        catalogue.deviceTypes().stream().map(DeviceType::id).toList();
                item.problem("type", "no device type '" + typeId + "' in the catalogue" + NearName.hint(typeId, known));
            }
            String area = item.text("area");
            if (catalogue.area(area) == null && !area.isEmpty()) {
                item.problem("area", "no area '" + area + "' in the catalogue; give a ward's code");
            }
            Duration interval =
                    item.duration("interval", type == null ? Duration.ofMinutes(1) : type.defaultInterval());
            if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
                item.problem("interval", "at least 1s is expected");
            }
            return new Station(
                    id,
                    typeId,
                    type == null ? "" : type.sector(),
                    area,
                    item.number("lat", Double.NaN),
                    item.number("lon", Double.NaN),
                    interval);
        }

        private Column column(YamlMap item) {
            String measure = item.text("measure");
            if (catalogue.measure(measure) == null && !measure.isEmpty()) {
                List<String> known =
                        catalogue.measures().stream().map(m -> m.id()).toList();
                item.problem(
                        "measure", "no measure '" + measure + "' in the catalogue" + NearName.hint(measure, known));
            }
            return new Column(item.text("column"), measure, item.number("scale", 1.0), item.number("offset", 0.0));
        }

        /** Whether each device's type may send what the columns give. */
        private void checkMeasures(Collection<Station> stations, List<Column> columns, YamlMap map) {
            Set<String> types = new LinkedHashSet<>();
            stations.forEach(station -> types.add(station.type));
            for (String typeId : types) {
                DeviceType type = catalogue.deviceType(typeId);
                for (Column column : columns) {
                    if (type != null
                            && catalogue.measure(column.measure) != null
                            && type.measure(column.measure) == null) {
                        map.problem(
                                "measures",
                                "a " + typeId + " does not send " + column.measure + "; it sends "
                                        + type.measures().keySet().stream()
                                                .sorted()
                                                .toList());
                    }
                }
            }
        }
    }
}
