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

/** {@code /audit}: everything that was changed, and every look at personal data; for those who see the whole city. */
@Route("audit")
@RolesAllowed({"ADMINISTRATOR", "ENGINEER"})
final class AuditView extends PageView {
    private static final Duration LONGEST = Duration.ofDays(3_660);

    private final AuditLog log;

    AuditView(PageServices services, AuditLog log) {
        super(services, "audit");
        this.log = log;
    }

    @Override
    protected boolean isFor(Person asking, BeforeEnterEvent event) {
        return mayRead(asking);
    }

    private static boolean mayRead(Person asking) {
        return asking.role().engineers() && asking.scope().isEverything();
    }

    @Override
    protected Optional<JsonNode> answer(Person asking, String question, JsonNode about) {
        if (!question.equals("audit") || !mayRead(asking)) {
            return Optional.empty();
        }
        Instant now = services().hub().now();
        return Optional.of(log.lines(new AuditLog.Wanted(
                about.path("actor").asString(""),
                about.path("action").asString(""),
                about.path("words").asString(""),
                now.minus(within(about.path("hours").asLong(0))),
                moment(about.path("before").asString(""), now.plus(Duration.ofMinutes(1))))));
    }

    private static Duration within(long hours) {
        return hours <= 0 || hours > LONGEST.toHours() ? LONGEST : Duration.ofHours(hours);
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
        return new Text("Nhật ký", "Audit");
    }
}
