package io.cityops.dashboard.page;

import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.alerts.AlertText;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.live.DeviceDirectory;
import io.cityops.dashboard.screen.CatalogueMessages;
import io.cityops.dashboard.screen.ScreenHub;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds areas, indicators, rules, devices and open alarms by words, from memory: by either spelling of a tone ({@code Hòa},
 * {@code Hoà}), without accents, in both languages, in any order; and nothing outside the scope of whoever asks.
 */
@Component
public final class Search {
    private static final int MOST_OF_A_KIND = 8;

    /** @param rank the smaller the better */
    private record Hit(int rank, ObjectNode node) {}

    private final Catalogue catalogue;
    private final CatalogueMessages words;
    private final DeviceDirectory devices;
    private final AlertText alertText;
    private final ScreenHub hub;

    Search(Catalogue catalogue, CatalogueMessages words, DeviceDirectory devices, AlertText alertText, ScreenHub hub) {
        this.catalogue = catalogue;
        this.words = words;
        this.devices = devices;
        this.alertText = alertText;
        this.hub = hub;
    }

    ArrayNode find(Person asking, String text) {
        List<String> wanted = Folded.words(text);
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        if (wanted.isEmpty()) {
            return found;
        }
        Stream.of(
                        areas(asking, wanted),
                        alarms(asking, wanted),
                        indicators(asking, wanted),
                        rules(asking, wanted),
                        devices(asking, wanted))
                .forEach(hits -> hits.stream()
                        .sorted(Comparator.comparingInt(Hit::rank))
                        .limit(MOST_OF_A_KIND)
                        .forEach(hit -> found.add(hit.node())));
        return found;
    }

    private List<Hit> areas(Person asking, List<String> wanted) {
        List<Hit> hits = new ArrayList<>();
        catalogue.areas().stream()
                .filter(area -> asking.scope().hasArea(area.code()))
                .forEach(area -> add(
                        hits,
                        wanted,
                        area.name(),
                        area.code(),
                        hit(
                                "area",
                                area.code(),
                                "/desk/area/" + area.code(),
                                area.name(),
                                new Text(area.code(), area.code()))));
        return hits;
    }

    private List<Hit> indicators(Person asking, List<String> wanted) {
        List<Hit> hits = new ArrayList<>();
        String home = asking.scope().home();
        words.indicators(asking.scope())
                .forEach(indicator -> add(
                        hits,
                        wanted,
                        indicator.name(),
                        indicator.id(),
                        hit(
                                "indicator",
                                indicator.id(),
                                "/desk/area/" + home + "?indicator=" + indicator.id(),
                                indicator.name(),
                                new Text(indicator.id(), indicator.id()))));
        return hits;
    }

    /** For those who have the page of rules, and of their sectors. */
    private List<Hit> rules(Person asking, List<String> wanted) {
        List<Hit> hits = new ArrayList<>();
        catalogue.rules().stream()
                .filter(rule -> asking.role().hasDesk() && asking.scope().hasSectorOf(rule))
                .forEach(rule -> add(
                        hits,
                        wanted,
                        rule.name(),
                        rule.id(),
                        hit(
                                "rule",
                                rule.id(),
                                "/rules?rule=" + rule.id(),
                                rule.name(),
                                new Text(rule.id(), rule.id()))));
        return hits;
    }

    private List<Hit> devices(Person asking, List<String> wanted) {
        List<Hit> hits = new ArrayList<>();
        for (DeviceDirectory.Entry device : devices.all()) {
            if (!asking.scope().has(device.area(), device.sector())) {
                continue;
            }
            DeviceType type = catalogue.deviceType(device.type());
            Text typeName = type == null ? new Text(device.type(), device.type()) : type.name();
            Text area = words.nameOf(device.area());
            Text about = new Text(typeName.vi() + " · " + area.vi(), typeName.en() + " · " + area.en());
            add(
                    hits,
                    wanted,
                    about,
                    device.id(),
                    hit(
                            "device",
                            device.id(),
                            "/desk/device/" + device.id(),
                            new Text(device.id(), device.id()),
                            about));
        }
        return hits;
    }

    private List<Hit> alarms(Person asking, List<String> wanted) {
        List<Hit> hits = new ArrayList<>();
        CitySnapshot city = hub.newest(asking);
        Stream.concat(city.alerts().stream(), city.aside().stream()).forEach(alert -> {
            Text name = alertText.name(alert);
            Text where = alertText.where(alert);
            add(
                    hits,
                    wanted,
                    new Text(name.vi() + " " + where.vi(), name.en() + " " + where.en()),
                    alert.entityId(),
                    hit("alarm", alert.id().toString(), "/desk?alarm=" + alert.id(), name, where));
        });
        return hits;
    }

    private static ObjectNode hit(String kind, String id, String to, Text name, Text about) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", kind).put("id", id).put("to", to);
        node.set("name", CatalogueMessages.text(name));
        node.set("about", CatalogueMessages.text(about));
        return node;
    }

    private static void add(List<Hit> hits, List<String> wanted, Text name, String id, ObjectNode node) {
        int rank = Folded.rank(wanted, name.vi() + " " + name.en() + " " + id);
        if (rank >= 0) {
            hits.add(new Hit(rank, node));
        }
    }
}
