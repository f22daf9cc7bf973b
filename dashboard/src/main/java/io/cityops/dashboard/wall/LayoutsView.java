package io.cityops.dashboard.wall;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.kiosk.Kiosks;
import io.cityops.dashboard.layout.Layout;
import io.cityops.dashboard.layout.LayoutCheck;
import io.cityops.dashboard.layout.LayoutCodec;
import io.cityops.dashboard.layout.LayoutDesk;
import io.cityops.dashboard.layout.Layouts;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.page.PageServices;
import io.cityops.dashboard.page.PageView;
import io.cityops.dashboard.screen.Look;
import io.cityops.model.catalogue.Text;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /layouts}: what walls show, edited beside a picture of the wall as it would be; and which screen shows what. */
@Route("layouts")
@RolesAllowed({"ADMINISTRATOR", "ENGINEER"})
final class LayoutsView extends PageView {
    private final Layouts layouts;
    private final LayoutCheck check;
    private final LayoutDesk desk;
    private final Kiosks kiosks;
    private final WallMessages messages;
    private volatile Layouts.@Nullable Known told;

    LayoutsView(
            PageServices services,
            Layouts layouts,
            LayoutCheck check,
            LayoutDesk desk,
            Kiosks kiosks,
            WallMessages messages) {
        super(services, "layouts");
        this.layouts = layouts;
        this.check = check;
        this.desk = desk;
        this.kiosks = kiosks;
        this.messages = messages;
    }

    /** Walls are the whole city's, so whoever designs them sees all of it. */
    @Override
    protected boolean isFor(Person asking, BeforeEnterEvent event) {
        return mayDesign(asking);
    }

    private static boolean mayDesign(Person asking) {
        return asking.role().engineers() && asking.scope().isEverything();
    }

    @Override
    protected ObjectNode content(Person asking, CitySnapshot snapshot) {
        ObjectNode content = known();
        messages.views().forEach(content.putArray("views")::add);
        content.putObject("limits")
                .put("tiles", LayoutCheck.MOST_TILES)
                .put("areas", LayoutCheck.MOST_AREAS)
                .put("pages", LayoutCheck.MOST_PAGES)
                .put("shortest", LayoutCheck.SHORTEST_DWELL.toSeconds())
                .put("longest", LayoutCheck.LONGEST_DWELL.toSeconds());
        return content;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // it is another object only when something changed
    protected boolean hasMore() {
        return layouts.newest() != told;
    }

    @Override
    protected ObjectNode news(Person asking, CitySnapshot before, CitySnapshot snapshot) {
        return hasMore() ? known() : JSON.objectNode();
    }

    private ObjectNode known() {
        Layouts.Known newest = layouts.newest();
        told = newest;
        ObjectNode content = JSON.objectNode();
        ArrayNode all = content.putArray("layouts");
        newest.byName().values().stream()
                .sorted(Comparator.comparing(Layout::name))
                .map(LayoutCodec::write)
                .forEach(all::add);
        ObjectNode screens = content.putObject("ofScreens");
        newest.ofScreens().forEach(screens::put);
        return content;
    }

    @Override
    protected Optional<JsonNode> answer(Person asking, String question, JsonNode about) {
        if (!mayDesign(asking)) {
            return Optional.empty();
        }
        return switch (question) {
            case "screens" -> Optional.of(screens());
            case "preview" ->
                Optional.of(preview(
                        asking,
                        LayoutCodec.read(about.path("layout")),
                        about.path("page").asInt(0),
                        about.path("map").asBoolean(true)));
            case "save" -> Optional.of(save(asking, LayoutCodec.read(about.path("layout"))));
            case "remove" ->
                Optional.of(
                        JSON.stringNode(desk.remove(asking, about.path("name").asString(""))));
            case "assign" ->
                Optional.of(JSON.stringNode(desk.assign(
                        asking,
                        about.path("screen").asString(""),
                        about.path("layout").asString(""))));
            default -> Optional.empty();
        };
    }

    private ArrayNode screens() {
        ArrayNode names = JSON.arrayNode();
        kiosks.all().forEach(kiosk -> names.add(kiosk.name()));
        return names;
    }

    private ObjectNode save(Person asking, Layout layout) {
        List<LayoutCheck.Fault> faults = check.faults(layout, messages.views());
        return JSON.objectNode()
                .put("result", faults.isEmpty() ? desk.save(asking, layout) : "faults")
                .set("faults", told(faults));
    }

    /** What the wall would be told, with the figures of now, and what is wrong with the layout. */
    private ObjectNode preview(Person asking, Layout layout, int page, boolean withMap) {
        List<LayoutCheck.Fault> faults = check.faults(layout, messages.views());
        ObjectNode shown = JSON.objectNode();
        shown.set("faults", told(faults));
        if (page < 0 || page >= layout.pages().size()) {
            return shown;
        }
        WallProgramme.Shown wanted = new WallProgramme.Shown(
                messages.page(asking.scope(), layout.pages().get(page)),
                layout.name(),
                page,
                layout.pages().size(),
                layout.dwell().toMillis(),
                layout.ground());
        Instant now = services().hub().now();
        Look look = Look.of(Map.of(), name -> Optional.empty());
        ObjectNode configuration = messages.configuration("preview", look, asking, wanted);
        if (!withMap) {
            configuration.remove("map");
        }
        shown.set("configuration", configuration.put("now", now.toEpochMilli()));
        new WallFeed(messages, wanted.page())
                .update(services().hub().newest(wanted.page().scope()), now)
                .ifPresent(update -> shown.set("update", update));
        return shown;
    }

    private static ArrayNode told(List<LayoutCheck.Fault> faults) {
        ArrayNode rows = JSON.arrayNode();
        faults.forEach(fault -> rows.addObject()
                .put("page", fault.page())
                .put("field", fault.field())
                .put("reason", fault.reason())
                .put("value", fault.value()));
        return rows;
    }

    @Override
    protected Text title() {
        return new Text("Bố cục màn hình", "Wall layouts");
    }
}
