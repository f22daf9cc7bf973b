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
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code /rejected}: messages that the gateway refused, why, and what they were. */
@Route("rejected")
@RolesAllowed({"ADMINISTRATOR", "ENGINEER"})
final class RejectedView extends PageView {
    private static final long LONGEST_HOURS = 24 * 366;

    private final RejectedLog log;

    RejectedView(PageServices services, RejectedLog log) {
        super(services, "rejected");
        this.log = log;
    }

    @Override
    protected boolean isFor(Person asking, BeforeEnterEvent event) {
        return asking.role().engineers();
    }

    @Override
    protected Optional<JsonNode> answer(Person asking, String question, JsonNode about) {
        if (!question.equals("rejected") || !asking.role().engineers()) {
            return Optional.empty();
        }
        Instant now = services().hub().now();
        long hours = Math.clamp(about.path("hours").asLong(24), 1, LONGEST_HOURS);
        return Optional.of(log.find(
                asking.scope(),
                new RejectedLog.Wanted(
                        about.path("device").asString(""),
                        about.path("reason").asString(""),
                        about.path("words").asString(""),
                        now.minus(Duration.ofHours(hours)),
                        moment(about.path("before").asString(""), now.plus(Duration.ofMinutes(1))))));
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
