package io.cityops.dashboard.desk;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.alerts.AlertMessages;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.live.DeviceDirectory;
import io.cityops.dashboard.page.PageServices;
import io.cityops.dashboard.page.PageView;
import io.cityops.dashboard.screen.CatalogueMessages;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Measure;
import io.cityops.model.catalogue.Text;
import jakarta.annotation.security.RolesAllowed;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /desk/device/ID}: what one device says now and said before, how far it is believed, and what it sees. */
@Route("desk/device/:id([A-Za-z0-9][A-Za-z0-9._:-]{0,63})")
@RolesAllowed({"ADMINISTRATOR", "OPERATOR", "LEADER", "ENGINEER"})
final class DeviceView extends PageView {
    private final DeviceDirectory directory;
    private final DeviceWatch watch;
    private final Histories histories;
    private final AlertMessages messages;
    private final Catalogue catalogue;
    private DeviceDirectory.@Nullable Entry device;
    private volatile DeviceWatch.@Nullable State told;
    private boolean watching;

    DeviceView(
            PageServices services,
            DeviceDirectory directory,
            DeviceWatch watch,
            Histories histories,
            AlertMessages messages,
            Catalogue catalogue) {
        super(services, "device");
        this.directory = directory;
        this.watch = watch;
        this.histories = histories;
        this.messages = messages;
        this.catalogue = catalogue;
    }

    @Override
    protected boolean isFor(Person asking, BeforeEnterEvent event) {
        device = event.getRouteParameters().get("id").flatMap(directory::find).orElse(null);
        return asking.role().hasDesk() && device != null && asking.scope().has(device.area(), device.sector());
    }

    @Override
    protected ObjectNode content(Person asking, CitySnapshot snapshot) {
        ObjectNode content = JSON.objectNode();
        DeviceDirectory.Entry shown = Objects.requireNonNull(device);
        if (!watching) {
            watch.watch(shown.id());
            watching = true;
        }
        content.put("id", shown.id()).put("sector", shown.sector()).put("area", shown.area());
        content.put("lat", shown.lat()).put("lon", shown.lon()).put("intervalMs", shown.intervalMillis());
        content.set("areaName", CatalogueMessages.text(services().words().nameOf(shown.area())));
        DeviceType type = catalogue.deviceType(shown.type());
        content.set("type", CatalogueMessages.text(type == null ? new Text(shown.type(), shown.type()) : type.name()));
        content.put("camera", type != null && type.sendsStills());
        ArrayNode measures = content.putArray("measures");
        if (type != null) {
            type.measures().values().stream()
                    .sorted(Comparator.comparing(Measure::id))
                    .forEach(measure -> {
                        ObjectNode node = measures.addObject();
                        node.put("id", measure.id()).put("precision", measure.precision());
                        node.set("unit", CatalogueMessages.text(measure.unit()));
                        node.set("name", CatalogueMessages.text(measure.name()));
                    });
        }
        content.set("alarms", alarms(snapshot));
        DeviceWatch.State state = watch.state(shown.id());
        told = state;
        if (state != null) {
            content.set("state", state(state));
        }
        return content;
    }

    @Override
    protected ObjectNode news(Person asking, CitySnapshot before, CitySnapshot snapshot) {
        ObjectNode news = JSON.objectNode();
        DeviceWatch.State state = device == null ? null : watch.state(device.id());
        if (state != null && !state.equals(told)) {
            news.set("state", state(state));
            told = state;
        }
        if (!before.alerts().equals(snapshot.alerts())) {
            news.set("alarms", alarms(snapshot));
        }
        return news;
    }

    @Override
    protected boolean hasMore() {
        DeviceWatch.State newest = device == null ? null : watch.state(device.id());
        return newest != null && !newest.equals(told);
    }

    private static ObjectNode state(DeviceWatch.State state) {
        ObjectNode node = JSON.objectNode();
        node.put("state", state.state()).put("seen", state.seenMillis());
        node.put("still", state.stillMillis()).put("taken", state.takenMillis());
        ArrayNode readings = node.putArray("readings");
        state.readings()
                .forEach(reading -> readings.addObject()
                        .put("measure", reading.measure())
                        .put("value", reading.value())
                        .put("at", reading.observedMillis())
                        .put("received", reading.receivedMillis())
                        .put("quality", reading.quality()));
        return node;
    }

    private ArrayNode alarms(CitySnapshot snapshot) {
        ArrayNode rows = JSON.arrayNode();
        String id = device == null ? "" : device.id();
        snapshot.alerts().stream()
                .filter(alert ->
                        alert.entityKind().equals("device") && alert.entityId().equals(id))
                .map(messages::row)
                .forEach(rows::add);
        return rows;
    }

    @Override
    protected Optional<JsonNode> answer(Person asking, String question, JsonNode about) {
        DeviceDirectory.Entry shown = device;
        if (shown == null || !asking.scope().has(shown.area(), shown.sector()) || !question.equals("history")) {
            return Optional.empty();
        }
        return Optional.of(histories.ofDevice(
                shown, about.path("measure").asString(""), about.path("range").asString("")));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        super.onDetach(event);
        if (device != null && watching) {
            watch.leave(device.id());
            watching = false;
        }
    }

    @Override
    protected Text title() {
        String id = device == null ? "" : device.id();
        return new Text(id, id);
    }
}
