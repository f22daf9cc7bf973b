package io.cityops.gateway.bridge;

import io.cityops.model.catalogue.YamlMap;
import io.cityops.model.settings.SettingsException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * One connection to an external broker, as the file of {@code CITYOPS_BRIDGES} says.
 *
 * @param url {@code tcp://host:port} or {@code ssl://host:port}
 * @param user null: none
 * @param caFile certificates in PEM that the broker's is checked against; null: those of the machine
 * @param sharedGroup several gateways with the same group share the messages; null: this one gets them all
 * @param actsAs the concentrator of the registry whose messages these are
 * @param receiveMaximum how many messages may wait for Kafka
 * @param sessionExpiry how long the broker keeps messages while the gateway is away
 */
public record BridgeSettings(
        String name,
        String url,
        String clientId,
        @Nullable String user,
        String password,
        @Nullable Path caFile,
        List<String> topics,
        @Nullable String sharedGroup,
        String actsAs,
        int receiveMaximum,
        Duration sessionExpiry) {
    private static final int MOST_IN_FLIGHT = 10_000;

    public BridgeSettings {
        topics = List.copyOf(topics);
    }

    /**
     * @param file null: no bridges
     * @throws SettingsException with every mistake of the file
     */
    public static List<BridgeSettings> read(@Nullable Path file) {
        if (file == null) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        List<BridgeSettings> bridges = List.of();
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(Files.readString(file)));
            if (root == null) {
                problems.add(file + " is empty");
            } else {
                YamlMap map = new YamlMap(String.valueOf(file.getFileName()), root, problems);
                bridges = map.list("bridges", bridge -> bridge(bridge, file));
                map.noOtherKeys();
            }
        } catch (MarkedYAMLException e) {
            problems.add(file + " is not YAML: " + e.getProblem());
        } catch (IOException e) {
            problems.add(file + " cannot be read");
        }
        Set<String> names = new HashSet<>();
        bridges.stream()
                .filter(bridge -> !names.add(bridge.name()))
                .forEach(bridge -> problems.add("bridge '" + bridge.name() + "' stands twice; keep one"));
        if (!problems.isEmpty()) {
            throw new SettingsException("CITYOPS_BRIDGES: " + String.join("; ", problems));
        }
        return bridges;
    }

    private static BridgeSettings bridge(YamlMap map, Path file) {
        String name = map.text("name");
        String url = map.text("url");
        if (!url.startsWith("tcp://") && !url.startsWith("ssl://")) {
            map.problem("url", "'" + url + "': tcp://host:port or ssl://host:port is expected");
        }
        String user = map.text("user", "");
        String ca = map.text("ca_file", "");
        String group = map.text("shared_group", "");
        BridgeSettings bridge = new BridgeSettings(
                name,
                url,
                map.text("client_id", "cityops-" + name),
                user.isEmpty() ? null : user,
                password(map, file),
                ca.isEmpty() ? null : beside(file, ca),
                map.textOrTexts("topics"),
                group.isEmpty() ? null : group,
                map.text("acts_as"),
                map.integer("receive_maximum", 200),
                map.duration("session_expiry", Duration.ofDays(7)));
        if (bridge.topics().isEmpty()) {
            map.problem("topics", "at least one is needed, such as v3/+/devices/+/up");
        }
        if (bridge.receiveMaximum() < 1 || bridge.receiveMaximum() > MOST_IN_FLIGHT) {
            map.problem("receive_maximum", "allowed is 1 to " + MOST_IN_FLIGHT);
        }
        return bridge;
    }

    private static String password(YamlMap map, Path file) {
        String path = map.text("password_file", "");
        if (path.isEmpty()) {
            return "";
        }
        try {
            return Files.readString(beside(file, path)).strip();
        } catch (IOException e) {
            map.problem("password_file", "'" + path + "' cannot be read");
            return "";
        }
    }

    private static Path beside(Path file, String path) {
        return file.toAbsolutePath().resolveSibling(path);
    }

    @Override
    public String toString() {
        return name + " at " + url;
    }
}
