package io.cityops.dashboard.registry;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.page.PageServices;
import io.cityops.dashboard.page.PageView;
import io.cityops.model.catalogue.Text;
import jakarta.annotation.security.RolesAllowed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code /rejected}: messages that the gateway refused, why, and what they were; engineers have them judged again. */
@Route("rejected")
@RolesAllowed({"ADMINISTRATOR", "ENGINEER"})
final class RejectedView extends PageView {
    private static final long LONGEST_HOURS = 24 * 366;

    private final RejectedLog log;
    private final ReplayDesk desk;

    RejectedView(PageServices services, RejectedLog log, ReplayDesk desk) {
        super(services, "rejected");
        this.log = log;
        this.desk = desk;
    }

    @Override
    protected boolean isFor(Person asking, BeforeEnterEvent event) {
        return asking.role().engineers();
    }

    @Override
    protected Optional<JsonNode> answer(Person asking, String question, JsonNode about) {
        if (!asking.role().engineers()) {
            return Optional.empty();
        }
        return switch (question) {
            case "rejected" -> Optional.of(log.find(asking.scope(), wanted(about)));
            case "replay" ->
                Optional.of(JSON.objectNode()
                        .put(
                                "result",
                                about.has("messages")
                                        ? desk.replay(asking, keys(about.path("messages")))
                                        : desk.replay(asking, wanted(about))));
            case "replayed" -> Optional.of(desk.newest(asking));
            default -> Optional.empty();
        };
    }

    private RejectedLog.Wanted wanted(JsonNode about) {
        Instant now = services().hub().now();
        long hours = Math.clamp(about.path("hours").asLong(24), 1, LONGEST_HOURS);
        return new RejectedLog.Wanted(
                about.path("device").asString(""),
                about.path("reason").asString(""),
                about.path("words").asString(""),
                now.minus(Duration.ofHours(hours)),
                moment(about.path("before").asString(""), now.plus(Duration.ofMinutes(1))));
    }

    private static List<RejectedLog.Key> keys(JsonNode messages) {
        List<RejectedLog.Key> keys = new ArrayList<>();
        for (JsonNode each : messages) {
            keys.add(new RejectedLog.Key(
                    moment(each.path("at").asString(""), Instant.EPOCH),
                    each.path("partition").asInt(-1),
                    each.path("offset").asLong(-1)));
        }
        return keys;
    }

    private static Instant moment(String text, Instant absent) {
        try {
            return text.isEmpty() ? absent : Instant.parse(text);
        } catch (DateTimeException e) {
            return absent;
        }
    }

    @Override
    protected Text title() {
        return new Text("Bản tin bị từ chối", "Refused messages");
    }
}
