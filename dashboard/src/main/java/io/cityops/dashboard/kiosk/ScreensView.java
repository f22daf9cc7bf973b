package io.cityops.dashboard.kiosk;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.page.PageServices;
import io.cityops.dashboard.page.PageView;
import io.cityops.model.catalogue.Text;
import jakarta.annotation.security.RolesAllowed;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /screens}: an administrator lets wall screens in by the code that they show, and puts them out again. */
@Route("screens")
@RolesAllowed("ADMINISTRATOR")
final class ScreensView extends PageView {
    private final Kiosks kiosks;

    ScreensView(PageServices services, Kiosks kiosks) {
        super(services, "screens");
        this.kiosks = kiosks;
    }

    @Override
    protected boolean isFor(Person asking, BeforeEnterEvent event) {
        return asking.role().administers();
    }

    @Override
    protected Optional<JsonNode> answer(Person asking, String question, JsonNode about) {
        if (!asking.role().administers()) {
            return Optional.empty();
        }
        String name = about.path("name").asString("").strip().toLowerCase(Locale.ROOT);
        return switch (question) {
            case "screens" -> Optional.of(screens());
            case "approve" -> Optional.of(JSON.stringNode(approve(asking, name, about)));
            case "revoke" -> Optional.of(JSON.stringNode(kiosks.revoke(asking.name(), name)));
            default -> Optional.empty();
        };
    }

    private String approve(Person asking, String name, JsonNode about) {
        String area = about.path("area").asString("");
        return name.matches("[a-z0-9][a-z0-9._-]{0,39}") && services().words().isArea(area)
                ? kiosks.approve(asking.name(), about.path("code").asString(""), name, area)
                : "invalid";
    }

    private ObjectNode screens() {
        ObjectNode told = JSON.objectNode();
        ArrayNode waiting = told.putArray("waiting");
        kiosks.waiting()
                .forEach(screen -> waiting.addObject()
                        .put("code", screen.code())
                        .put("address", screen.address())
                        .put("at", screen.askedAt().toEpochMilli()));
        ArrayNode paired = told.putArray("kiosks");
        kiosks.all().forEach(kiosk -> {
            ObjectNode node = paired.addObject()
                    .put("name", kiosk.name())
                    .put("at", kiosk.createdAt().toEpochMilli())
                    .put("by", kiosk.createdBy());
            ArrayNode areas = node.putArray("areas");
            kiosk.areas().forEach(areas::add);
        });
        return told;
    }

    @Override
    protected Text title() {
        return new Text("Màn hình", "Screens");
    }
}
