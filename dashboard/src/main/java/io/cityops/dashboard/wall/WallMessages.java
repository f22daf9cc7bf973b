package io.cityops.dashboard.wall;

import io.cityops.dashboard.DashboardSettings;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.access.Scope;
import io.cityops.dashboard.alerts.AlertMessages;
import io.cityops.dashboard.alerts.AlertText;
import io.cityops.dashboard.layout.Layout;
import io.cityops.dashboard.layout.LayoutCheck;
import io.cityops.dashboard.live.Aside;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.live.Figure;
import io.cityops.dashboard.live.OpenAlert;
import io.cityops.dashboard.live.RunningDrill;
import io.cityops.dashboard.live.TrendPoint;
import io.cityops.dashboard.map.CityMap;
import io.cityops.dashboard.map.MapCell;
import io.cityops.dashboard.map.MapDrawer;
import io.cityops.dashboard.screen.CatalogueMessages;
import io.cityops.dashboard.screen.Look;
import io.cityops.dashboard.tending.AlarmLoad.Desk;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Indicator;
import io.cityops.model.catalogue.Severity;
import io.cityops.model.catalogue.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is said to the wall's element, as JSON. Times are milliseconds of the epoch. */
@Component
final class WallMessages {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_ALERTS = 20;

    private final Catalogue catalogue;
    private final CatalogueMessages words;
    private final AlertMessages alertMessages;
    private final Drawing drawing;
    private volatile Drawn drawn;

    @Autowired
    WallMessages(Catalogue catalogue, DashboardSettings settings) throws IOException {
        this(catalogue, () -> MapDrawer.draw(catalogue, settings.boundaries()));
    }

    WallMessages(Catalogue catalogue, CityMap map) {
        this(catalogue, map, () -> map);
    }

    private WallMessages(Catalogue catalogue, Drawing drawing) throws IOException {
        this(catalogue, drawing.draw(), drawing);
    }

    private WallMessages(Catalogue catalogue, CityMap map, Drawing drawing) {
        this.catalogue = catalogue;
        this.drawing = drawing;
        this.drawn = new Drawn(catalogue.checksum(), map);
        words = new CatalogueMessages(catalogue);
        alertMessages = new AlertMessages(new AlertText(catalogue));
    }

    /** A page of a layout, cut to the scope of whoever looks; without a place of theirs, it is of their own. */
    WallPage page(Scope scope, Layout.Page page) {
        List<String> areas = page.areas().stream().filter(scope::hasArea).toList();
        Scope within =
                areas.isEmpty() || areas.contains(Area.CITY) ? scope : Scope.of(areas, scope.sectors(), catalogue);
        Map<String, Indicator> seen = new HashMap<>();
        words.indicators(scope).forEach(indicator -> seen.put(indicator.id(), indicator));
        List<Indicator> tiles = page.tiles().stream()
                .map(seen::get)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return page(within, tiles, List.copyOf(seen.keySet()), Optional.of(page.mapped()), page.view());
    }

    private interface Drawing {
        CityMap draw() throws IOException;
    }

    /** A map, and of which catalogue. */
    private record Drawn(String checksum, CityMap map) {}

    /** Of the catalogue's areas now; drawn anew when it was changed. */
    private CityMap map() {
        Drawn known = drawn;
        String checksum = catalogue.checksum();
        if (!known.checksum().equals(checksum)) {
            try {
                known = new Drawn(checksum, drawing.draw());
            } catch (IOException e) {
                throw new UncheckedIOException("the map of the changed catalogue cannot be drawn", e);
            }
            drawn = known;
        }
        return known.map();
    }

    /** Those of its sectors, in the order of the tiles. */
    List<Indicator> indicators(Scope scope) {
        return words.indicators(scope);
    }

    /** The catalogue's tiles. @param asked the indicator of the map, where there is one of that name */
    WallPage usualPage(Scope scope, Optional<String> asked) {
        List<Indicator> seen = words.indicators(scope);
        List<Indicator> tiles = seen.stream()
                .filter(Indicator::wall)
                .limit(LayoutCheck.MOST_TILES)
                .toList();
        return page(scope, tiles, seen.stream().map(Indicator::id).toList(), asked, "");
    }

    private static WallPage page(
            Scope scope, List<Indicator> tiles, List<String> choosable, Optional<String> asked, String view) {
        String first = tiles.isEmpty()
                ? choosable.stream().findFirst().orElse("")
                : tiles.getFirst().id();
        return new WallPage(
                scope, tiles, choosable, asked.filter(choosable::contains).orElse(first), view);
    }

    /** What is new on the screen when it turns to another page. */
    ObjectNode turn(WallProgramme.Shown shown) {
        WallPage page = shown.page();
        ObjectNode node = JSON.objectNode()
                .put("layout", shown.layout())
                .put("number", shown.number())
                .put("of", shown.of())
                .put("dwell", shown.dwellMillis())
                .put("ground", shown.ground())
                .put("view", isView(page.view()) ? page.view() : "")
                .put("chosen", page.chosen())
                .put("home", page.scope().home());
        node.set("city", text(words.nameOf(page.scope().home())));
        ArrayNode tiles = node.putArray("tiles");
        page.tiles().forEach(indicator -> tiles.add(indicator.id()));
        return node;
    }

    ObjectNode configuration(String screen, Look look, Person person, WallProgramme.Shown shown) {
        ObjectNode message = JSON.objectNode();
        message.put("lang", look.lang()).put("ground", look.ground());
        message.put("screen", screen).put("zone", CatalogueMessages.ZONE.getId());
        message.set("page", turn(shown));
        message.putObject("user")
                .put("name", person.name())
                .put("mayAcknowledge", person.role().answersAlarms())
                .put("kiosk", person.isKiosk());
        message.set("indicators", words.indicatorsSeenIn(person.scope()));
        message.set("sectors", words.sectorsSeenIn(person.scope()));
        message.set(
                "map",
                map(look.view()
                        .filter(this::isView)
                        .orElse(map().views().getFirst().id())));
        return message;
    }

    String title(String lang, String screen) {
        Area city = catalogue.area(Area.CITY);
        String name = city == null ? "" : city.name().in(Locale.of(lang)) + " · ";
        return name + (lang.equals("en") ? "wall " : "màn hình ") + screen + " · CityOps";
    }

    List<String> views() {
        return map().views().stream().map(CityMap.View::id).toList();
    }

    boolean isView(String id) {
        return views().contains(id);
    }

    private ObjectNode map(String view) {
        ObjectNode node = JSON.objectNode();
        node.put("view", view);
        ArrayNode views = node.putArray("views");
        map().views().forEach(each -> views.addObject().put("id", each.id()).put("viewBox", each.viewBox()));
        ArrayNode cells = node.putArray("cells");
        map().cells().forEach(each -> cells.add(cell(each)));
        ArrayNode insets = node.putArray("insets");
        map().insets()
                .forEach(inset -> insets.addObject()
                        .put("view", inset.view())
                        .put("path", inset.path())
                        .set("label", text(inset.area().name())));
        return node;
    }

    private static ObjectNode cell(MapCell cell) {
        ObjectNode node = JSON.objectNode();
        node.put("code", cell.area().code()).put("kind", cell.area().kind());
        node.set("name", text(cell.area().name()));
        node.put("tiles", cell.tile()).put("schematic", cell.schematic());
        if (cell.outline() != null) {
            node.put("outline", cell.outline());
        }
        node.putArray("tileCentre").add(cell.tileX()).add(cell.tileY());
        return node;
    }

    static ObjectNode figure(Figure figure) {
        return JSON.objectNode()
                .put("value", figure.value())
                .put("at", figure.newestReadingMillis())
                .put("expected", figure.expected())
                .put("reporting", figure.reporting())
                .put("quality", figure.quality());
    }

    /** JSON's null in ordinary life. */
    static JsonNode drill(@Nullable RunningDrill drill) {
        if (drill == null) {
            return JSON.nullNode();
        }
        ObjectNode node = JSON.objectNode().put("id", drill.id());
        node.set("name", text(drill.name()));
        return node.put("started", drill.startedMillis()).put("ends", drill.endsMillis());
    }

    static ArrayNode trend(List<TrendPoint> points) {
        ArrayNode line = JSON.arrayNode();
        points.forEach(point -> line.addArray().add(point.atMillis()).add(point.value()));
        return line;
    }

    static ObjectNode load(Desk desk) {
        return JSON.objectNode()
                .put("verdict", desk.verdict())
                .put("last10Min", desk.last10Min())
                .put("limit10Min", desk.limit10Min())
                .put("lastHour", desk.lastHour())
                .put("limitHour", desk.limitHour());
    }

    ObjectNode alerts(CitySnapshot snapshot) {
        ObjectNode node = JSON.objectNode();
        node.put("open", snapshot.alerts().size());
        node.put(
                "rehearsed",
                snapshot.alerts().stream().filter(OpenAlert::rehearsed).count());
        node.put("shelved", snapshot.countAside(Aside.Kind.SHELVED));
        node.put("suppressed", snapshot.countAside(Aside.Kind.SUPPRESSED));
        ObjectNode counts = node.putObject("bySeverity");
        for (Severity severity : Severity.values()) {
            counts.put(
                    severity.tag(),
                    snapshot.alerts().stream()
                            .filter(alert -> alert.severity().equals(severity.tag()))
                            .count());
        }
        node.set("rows", rows(snapshot.alerts()));
        return node;
    }

    /** The first of them. */
    ArrayNode rows(List<OpenAlert> alerts) {
        ArrayNode rows = JSON.arrayNode();
        alerts.stream().limit(MOST_ALERTS).forEach(alert -> rows.add(alertMessages.row(alert)));
        return rows;
    }

    private static ObjectNode text(Text text) {
        return CatalogueMessages.text(text);
    }
}
