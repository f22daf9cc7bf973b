package io.cityops.dashboard.registry;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.page.PageServices;
import io.cityops.dashboard.page.PageView;
import io.cityops.dashboard.screen.CatalogueMessages;
import io.cityops.dashboard.tending.Maintenance;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Text;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /devices}: the registry of the engineer's scope, its import, tokens and maintenance. */
@Route("devices")
@RolesAllowed({"ADMINISTRATOR", "ENGINEER"})
final class DevicesView extends PageView {
    private final DeviceSearch search;
    private final DeviceDesk desk;
    private final Maintenance maintenance;
    private final Catalogue catalogue;

    DevicesView(
            PageServices services, DeviceSearch search, DeviceDesk desk, Maintenance maintenance, Catalogue catalogue) {
        super(services, "devices");
        this.search = search;
        this.desk = desk;
        this.maintenance = maintenance;
        this.catalogue = catalogue;
    }

    @Override
    protected boolean isFor(Person asking, BeforeEnterEvent event) {
        return asking.role().engineers();
    }

    @Override
    protected ObjectNode content(Person asking, CitySnapshot snapshot) {
        ObjectNode content = JSON.objectNode();
        ArrayNode types = content.putArray("types");
        catalogue.deviceTypes().stream()
                .filter(type -> asking.scope().hasSector(type.sector()))
                .forEach(type ->
                        types.addObject().put("id", type.id()).set("name", CatalogueMessages.text(type.name())));
        return content;
    }

    @Override
    protected Optional<JsonNode> answer(Person asking, String question, JsonNode about) {
        if (!asking.role().engineers()) {
            return Optional.empty();
        }
        return switch (question) {
            case "devices" ->
                Optional.of(search.find(
                        asking.scope(),
                        new DeviceSearch.Wanted(
                                text(about, "words"),
                                text(about, "type"),
                                text(about, "area"),
                                text(about, "state"),
                                about.path("from").asInt(0))));
            case "import" ->
                Optional.of(imported(desk.register(
                        asking, text(about, "table"), about.path("dryRun").asBoolean(true))));
            case "token" -> {
                DeviceDesk.NewToken made = desk.replaceToken(asking, text(about, "id"));
                yield Optional.of(JSON.objectNode().put("result", made.result()).put("token", made.token()));
            }
            case "enable" ->
                Optional.of(JSON.stringNode(desk.enable(
                        asking, text(about, "id"), about.path("enabled").asBoolean(true))));
            case "windows" -> Optional.of(windows(asking));
            case "maintain" -> Optional.of(JSON.stringNode(maintain(asking, about)));
            case "cancel" ->
                Optional.of(JSON.stringNode(
                        maintenance.cancel(about.path("id").asLong(0), asking.name()) ? "done" : "not-allowed"));
            default -> Optional.empty();
        };
    }

    private static ObjectNode imported(DeviceDesk.Import done) {
        ObjectNode node = JSON.objectNode().put("result", done.result()).put("devices", done.devices());
        ArrayNode faults = node.putArray("faults");
        done.faults()
                .forEach(fault -> faults.addObject()
                        .put("line", fault.line())
                        .put("id", fault.id())
                        .put("kind", fault.kind())
                        .put("value", fault.value())
                        .put("near", fault.near()));
        ObjectNode tokens = node.putObject("tokens");
        done.tokens().forEach(tokens::put);
        return node;
    }

    private ArrayNode windows(Person asking) {
        ArrayNode rows = JSON.arrayNode();
        maintenance.kept().stream()
                .filter(kept -> kept.area() == null || asking.scope().hasArea(kept.area()))
                .filter(kept -> kept.sector() == null || asking.scope().hasSector(kept.sector()))
                .filter(kept -> kept.area() != null || kept.sector() != null || seesDevice(asking, kept.device()))
                .forEach(kept -> rows.addObject()
                        .put("id", kept.id())
                        .put("device", kept.device())
                        .put("area", kept.area())
                        .put("sector", kept.sector())
                        .put("starts", kept.starts().toEpochMilli())
                        .put("ends", kept.ends().toEpochMilli())
                        .put("repeats", kept.repeats())
                        .put("reason", kept.reason())
                        .put("owner", kept.owner())
                        .put("open", kept.open()));
        return rows;
    }

    private boolean seesDevice(Person asking, @Nullable String device) {
        return device != null && desk.sees(asking, device);
    }

    private String maintain(Person asking, JsonNode about) {
        Instant starts = Instant.ofEpochMilli(about.path("starts").asLong(0));
        Instant ends = Instant.ofEpochMilli(about.path("ends").asLong(0));
        String reason = text(about, "reason");
        String device = text(about, "device");
        String area = text(about, "area");
        String sector = text(about, "sector");
        if ((device + area + sector).isBlank() || !ends.isAfter(starts) || reason.isBlank()) {
            return "invalid";
        }
        Maintenance.Window window = new Maintenance.Window(
                device.isBlank() ? null : device,
                area.isBlank() ? null : area,
                sector.isBlank() ? null : sector,
                starts,
                ends,
                repeats(text(about, "repeats")),
                null,
                reason);
        return maintenance.open(window, asking.name()).isPresent() ? "done" : "not-allowed";
    }

    private static Maintenance.Repeats repeats(String tag) {
        return switch (tag.toLowerCase(Locale.ROOT)) {
            case "daily" -> Maintenance.Repeats.DAILY;
            case "weekly" -> Maintenance.Repeats.WEEKLY;
            default -> Maintenance.Repeats.ONCE;
        };
    }

    private static String text(JsonNode about, String name) {
        return about.path(name).asString("");
    }

    @Override
    protected Text title() {
        return new Text("Thiết bị", "Devices");
    }
}
