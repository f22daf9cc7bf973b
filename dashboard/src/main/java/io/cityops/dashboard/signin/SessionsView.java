package io.cityops.dashboard.signin;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.page.PageServices;
import io.cityops.dashboard.page.PageView;
import io.cityops.model.catalogue.Text;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code /sessions}: who is signed in, and putting them out. */
@Route("sessions")
@RolesAllowed("ADMINISTRATOR")
final class SessionsView extends PageView {
    private final Sessions sessions;

    SessionsView(PageServices services, Sessions sessions) {
        super(services, "sessions");
        this.sessions = sessions;
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
        return switch (question) {
            case "sessions" -> Optional.of(all());
            case "end" ->
                Optional.of(
                        JSON.stringNode(sessions.end(asking, about.path("name").asString(""))));
            default -> Optional.empty();
        };
    }

    private ArrayNode all() {
        ArrayNode rows = JSON.arrayNode();
        sessions.all()
                .forEach(session -> rows.addObject()
                        .put("name", session.name())
                        .put(
                                "role",
                                services()
                                        .people()
                                        .find(session.name())
                                        .map(person -> person.role().tag())
                                        .orElse(null))
                        .put("address", session.address())
                        .put("browser", session.browser())
                        .put("since", session.since().toEpochMilli())
                        .put("seen", session.seen().toEpochMilli()));
        return rows;
    }

    @Override
    protected Text title() {
        return new Text("Phiên đăng nhập", "Sessions");
    }
}
