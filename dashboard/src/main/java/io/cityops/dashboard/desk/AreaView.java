package io.cityops.dashboard.desk;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.alerts.AlertMessages;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.live.Figure;
import io.cityops.dashboard.page.Figures;
import io.cityops.dashboard.page.PageServices;
import io.cityops.dashboard.page.PageView;
import io.cityops.dashboard.screen.CatalogueMessages;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Indicator;
import io.cityops.model.catalogue.Text;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /desk/area/CODE}: all figures of one ward or of the city, their history, its alarms and its devices. */
@Route("desk/area/:code([A-Za-z0-9_-]{1,40})")
@RolesAllowed({"ADMINISTRATOR", "OPERATOR", "LEADER", "ENGINEER"})
final class AreaView extends PageView {
    private final AlertMessages messages;
    private final Histories histories;
    private final DeviceStates devices;
    private String area = "";

    AreaView(PageServices services, AlertMessages messages, Histories histories, DeviceStates devices) {
        super(services, "area");
        this.messages = messages;
        this.histories = histories;
        this.devices = devices;
    }

    @Override
    protected boolean isFor(Person asking, BeforeEnterEvent event) {
        area = event.getRouteParameters().get("code").orElse("");
        return asking.role().hasDesk()
                && asking.scope().hasArea(area)
                && services().words().isArea(area);
    }

    @Override
    protected ObjectNode content(Person asking, CitySnapshot snapshot) {
        ObjectNode content = JSON.objectNode();
        content.put("area", area).set("name", CatalogueMessages.text(title()));
        content.set("figures", figures(asking, CitySnapshot.EMPTY, snapshot));
        content.set("alarms", alarms(snapshot));
        return content;
    }

    @Override
    protected ObjectNode news(Person asking, CitySnapshot before, CitySnapshot snapshot) {
        ObjectNode news = JSON.objectNode();
        ObjectNode changed = figures(asking, before, snapshot);
        if (!changed.isEmpty()) {
            news.set("figures", changed);
        }
        if (!before.hasAlarmsOf(snapshot)) {
            news.set("alarms", alarms(snapshot));
        }
        return news;
    }

    private ObjectNode figures(Person asking, CitySnapshot before, CitySnapshot snapshot) {
        ObjectNode changed = JSON.objectNode();
        for (Indicator indicator : services().words().indicators(asking.scope())) {
            Figure figure = snapshot.figure(indicator.id(), area);
            Figure known = before.figure(indicator.id(), area);
            if (figure != null && (known == null || !figure.looksLike(known))) {
                changed.set(indicator.id(), Figures.json(figure));
            }
        }
        return changed;
    }

    private ArrayNode alarms(CitySnapshot snapshot) {
        ArrayNode rows = JSON.arrayNode();
        snapshot.alerts().stream()
                .filter(alert -> area.equals(Area.CITY) || alert.area().equals(area))
                .limit(100)
                .map(messages::row)
                .forEach(rows::add);
        return rows;
    }

    @Override
    protected Optional<JsonNode> answer(Person asking, String question, JsonNode about) {
        if (!asking.scope().hasArea(area)) {
            return Optional.empty();
        }
        return switch (question) {
            case "history" ->
                Optional.of(histories.ofIndicator(
                        asking.scope(),
                        area,
                        about.path("indicator").asString(""),
                        about.path("range").asString(""),
                        snapshot(asking).drill()));
            case "devices" -> Optional.of(devices.in(area, asking.scope()));
            default -> Optional.empty();
        };
    }

    @Override
    protected Text title() {
        return services().words().nameOf(area);
    }
}
