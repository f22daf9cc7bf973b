package io.cityops.simulators.load;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.settings.Settings;
import io.cityops.simulators.mqtt.Credentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whose messages a load plays, and through which connections. */
final class LoadFleet {
    private static final int VARIANTS = 8;
    private static final int MOST_VARIANTS_TOGETHER = 40_000;
    private static final int SAMPLED_A_SECOND = 100;
    private static final int MOST_SAMPLED = 20;

    private final LoadOptions options;
    private final List<LoadDevice> devices;
    private final byte @Nullable [] payload;

    private LoadFleet(LoadOptions options, List<LoadDevice> devices, byte @Nullable [] payload) {
        this.options = options;
        this.devices = devices;
        this.payload = payload;
    }

    static LoadFleet of(LoadOptions options, Settings settings) throws IOException {
        Catalogue catalogue = Catalogue.load(settings.path("CITYOPS_CATALOGUE"));
        int variants = Math.clamp(MOST_VARIANTS_TOGETHER / options.devices, 1, VARIANTS);
        LoadDevices devices = new LoadDevices(
                catalogue, options.scenario(settings, catalogue), options.seed(settings), options.payloadBytes);
        byte[] payload = options.payload == null ? null : Files.readAllBytes(options.payload);
        return new LoadFleet(options, devices.of(options.devices, variants), payload);
    }

    int size() {
        return devices.size();
    }

    String id(int device) {
        return devices.get(device).id();
    }

    /** As a table for the registry. */
    void print(PrintWriter out) {
        out.println("id,type,area,lat,lon,interval_seconds");
        for (LoadDevice device : devices) {
            out.println(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%.5f,%.5f,%d",
                    device.id(),
                    device.type(),
                    device.area(),
                    device.lat(),
                    device.lon(),
                    device.intervalSeconds()));
        }
        out.flush();
    }

    List<LoadClient> clients(int connections) throws IOException {
        Credentials tokens = options.credentials == null ? null : Credentials.read(options.credentials);
        List<LoadClient> clients = new ArrayList<>(connections);
        for (int i = 0; i < connections; i++) {
            List<LoadClient.Playing> playing = new ArrayList<>();
            for (int d = i; d < devices.size(); d += connections) {
                LoadDevice device = devices.get(d);
                playing.add(
                        new LoadClient.Playing(topic(device), payload == null ? device.payloads() : List.of(payload)));
            }
            String id = id(i);
            clients.add(
                    tokens == null
                            ? new LoadClient(id, options.user, options.password, playing)
                            : new LoadClient(id, id, token(tokens, id), playing));
        }
        return clients;
    }

    /** As many as send about a hundred messages a second together, from all over the list. */
    List<Integer> sampled() {
        int wanted = Math.clamp(
                (long) (SAMPLED_A_SECOND * devices.size() / options.rate), 1, Math.min(MOST_SAMPLED, devices.size()));
        List<Integer> sampled = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            sampled.add((int) ((long) i * devices.size() / wanted));
        }
        return sampled;
    }

    /** How long a payload is, on average. */
    long payloadBytes() {
        if (payload != null) {
            return payload.length;
        }
        return Math.round(devices.stream()
                .flatMap(device -> device.payloads().stream())
                .mapToInt(each -> each.length)
                .average()
                .orElse(0));
    }

    private String topic(LoadDevice device) {
        return options.topic.replace("{sector}", device.sector()).replace("{device}", device.id());
    }

    private static String token(Credentials tokens, String id) {
        return tokens.token(id)
                .orElseThrow(() -> new IllegalArgumentException("there is no token of " + id + " in the credentials"));
    }
}
