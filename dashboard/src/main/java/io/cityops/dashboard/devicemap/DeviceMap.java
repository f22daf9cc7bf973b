package io.cityops.dashboard.devicemap;

import io.cityops.dashboard.access.Scope;
import io.cityops.dashboard.devicemap.DeviceClusters.Cluster;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.live.OpenAlert;
import io.cityops.dashboard.map.GroundPlan;
import io.cityops.dashboard.screen.CatalogueMessages;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Severity;
import io.cityops.model.catalogue.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The map of devices as a browser is told of it: the ground once, and of the devices only what is looked at. */
@Component
public final class DeviceMap {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int SILENT = 1;
    /** The least severe alarm is worse than silence. */
    private static final int ALARM = 2;
    /** Devices of one place that are named one by one. */
    private static final int MOST_NAMED = 12;

    private static final int MOST_PIXELS = 10_000;

    private final DevicePlaces places;
    private final Catalogue catalogue;

    DeviceMap(DevicePlaces places, Catalogue catalogue) {
        this.places = places;
        this.catalogue = catalogue;
    }

    /** To be told for each map that is opened, with {@link #leave} when it is closed. */
    public void watch() {
        places.watch();
    }

    public void leave() {
        places.leave();
    }

    /** Another object as soon as a device is at another place, or in another state. */
    public Object version() {
        return places.newest();
    }

    public ObjectNode ground() {
        GroundPlan ground = places.ground();
        ObjectNode told = JSON.objectNode();
        told.putArray("box")
                .add(ground.minX())
                .add(ground.minY())
                .add(ground.maxX())
                .add(ground.maxY());
        ArrayNode shapes = told.putArray("shapes");
        ground.shapes()
                .forEach(shape ->
                        shapes.addObject().put("code", shape.area().code()).put("path", shape.path()));
        return told;
    }

    /** @param about box (kilometres: west, north, east, south), width and height (pixels), sectors (none: all) */
    public ObjectNode objects(Scope scope, CitySnapshot snapshot, JsonNode about) {
        JsonNode box = about.path("box");
        DeviceClusters.View view = new DeviceClusters.View(
                box.path(0).asDouble(0),
                box.path(1).asDouble(0),
                box.path(2).asDouble(0),
                box.path(3).asDouble(0),
                Math.clamp(about.path("width").asInt(1), 1, MOST_PIXELS),
                Math.clamp(about.path("height").asInt(1), 1, MOST_PIXELS));
        Map<String, Severity> alarms = worstAlarms(snapshot);
        List<MappedDevice> visible = places.newest().stream()
                .filter(device -> scope.has(device.area(), device.sector()))
                .filter(device -> isOf(about.path("sectors"), device.sector()))
                .toList();
        ObjectNode told = JSON.objectNode().put("devices", visible.size());
        ArrayNode objects = told.putArray("objects");
        DeviceClusters.of(visible, view, device -> badness(device, alarms))
                .forEach(cluster -> objects.add(object(cluster, alarms)));
        return told;
    }

    private static boolean isOf(JsonNode sectors, String sector) {
        return sectors.isEmpty()
                || sectors.values().stream().anyMatch(each -> each.asString("").equals(sector));
    }

    private static Map<String, Severity> worstAlarms(CitySnapshot snapshot) {
        Map<String, Severity> worst = new HashMap<>();
        for (OpenAlert alert : snapshot.alerts()) {
            if (alert.entityKind().equals("device") && !alert.rehearsed()) {
                Severity severity = Severity.valueOf(alert.severity().toUpperCase(Locale.ROOT));
                worst.merge(alert.entityId(), severity, (a, b) -> rank(a) >= rank(b) ? a : b);
            }
        }
        return worst;
    }

    private static int badness(MappedDevice device, Map<String, Severity> alarms) {
        Severity alarm = alarms.get(device.id());
        return alarm != null ? ALARM + rank(alarm) : device.state().equals("reporting") ? 0 : SILENT;
    }

    private static int rank(Severity severity) {
        return switch (severity) {
            case LOW -> 0;
            case MEDIUM -> 1;
            case HIGH -> 2;
            case CRITICAL -> 3;
        };
    }

    private ObjectNode object(Cluster cluster, Map<String, Severity> alarms) {
        List<MappedDevice> devices = cluster.devices();
        ObjectNode node = JSON.objectNode()
                .put("at", cluster.square())
                .put("x", rounded(cluster.x()))
                .put("y", rounded(cluster.y()))
                .put("count", devices.size())
                .put("bad", cluster.badness())
                .put(
                        "wanting",
                        devices.stream()
                                .filter(each -> badness(each, alarms) > 0)
                                .count())
                .put("spread", rounded(cluster.spread()));
        if (devices.size() <= MOST_NAMED && (devices.size() == 1 || cluster.spread() < 0.03)) {
            ArrayNode named = node.putArray("named");
            devices.forEach(device -> named.addObject()
                    .put("id", device.id())
                    .put("state", device.state())
                    .put("bad", badness(device, alarms))
                    .set("type", CatalogueMessages.text(typeOf(device))));
        }
        return node;
    }

    private Text typeOf(MappedDevice device) {
        DeviceType type = catalogue.deviceType(device.type());
        return type == null ? new Text(device.type(), device.type()) : type.name();
    }

    /** To a metre. */
    private static double rounded(double kilometres) {
        return Math.round(kilometres * 1_000) / 1_000.0;
    }
}
