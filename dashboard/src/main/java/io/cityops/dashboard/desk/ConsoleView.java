package io.cityops.dashboard.desk;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.alerts.AlarmDesk;
import io.cityops.dashboard.alerts.AlarmDesk.Result;
import io.cityops.dashboard.alerts.AlertMessages;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.page.PageServices;
import io.cityops.dashboard.page.PageView;
import io.cityops.model.catalogue.Text;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /desk}: all alarms of the operator's scope, and everything that is done about them. */
@Route("desk")
@RolesAllowed({"ADMINISTRATOR", "OPERATOR", "LEADER", "ENGINEER"})
final class ConsoleView extends PageView {
    /** What one list can be; more than this many open alarms is a flood, and the worst come first. */
    private static final int MOST_ROWS = 1_000;

    private static final int MOST_AT_ONCE = 500;

    private final AlarmDesk desk;
    private final AlarmLog log;
    private final AlertMessages messages;

    ConsoleView(PageServices services, AlarmDesk desk, AlarmLog log, AlertMessages messages) {
        super(services, "console");
        this.desk = desk;
        this.log = log;
        this.messages = messages;
    }

    @Override
    protected boolean isFor(Person asking, BeforeEnterEvent event) {
        return asking.role().hasDesk();
    }

    @Override
    protected ObjectNode content(Person asking, CitySnapshot snapshot) {
        ObjectNode content = rows(snapshot);
        ArrayNode colleagues = content.putArray("colleagues");
        services().people().all().stream()
                .filter(person -> person.role().answersAlarms())
                .map(Person::name)
                .sorted()
                .forEach(colleagues::add);
        return content;
    }

    @Override
    protected ObjectNode news(Person asking, CitySnapshot before, CitySnapshot snapshot) {
        return before.alerts().equals(snapshot.alerts()) ? JSON.objectNode() : rows(snapshot);
    }

    private ObjectNode rows(CitySnapshot snapshot) {
        ObjectNode content = JSON.objectNode();
        content.put("open", snapshot.alerts().size());
        ArrayNode rows = content.putArray("alarms");
        snapshot.alerts().stream().limit(MOST_ROWS).map(messages::row).forEach(rows::add);
        return content;
    }

    @Override
    protected Optional<JsonNode> answer(Person asking, String question, JsonNode about) {
        String comment = about.path("comment").asString("");
        return switch (question) {
            case "acknowledge" -> Optional.of(each(about, alarm -> desk.acknowledge(alarm, asking.name(), comment)));
            case "assign" -> {
                String to = about.path("to").asString("");
                yield Optional.of(
                        each(about, alarm -> desk.assign(alarm, asking.name(), to.isBlank() ? null : to, comment)));
            }
            case "comment" -> Optional.of(each(about, alarm -> desk.comment(alarm, asking.name(), comment)));
            case "alarm" -> Optional.of(log.alarm(asking, about.path("id").asString("")));
            case "closed" ->
                Optional.of(log.closed(asking.scope(), about.path("before").asLong(Long.MAX_VALUE)));
            default -> Optional.empty();
        };
    }

    /** What came of it for each, by id. */
    private static ObjectNode each(JsonNode about, Function<UUID, Result> deed) {
        ObjectNode results = JSON.objectNode();
        about.path("ids").values().stream()
                .limit(MOST_AT_ONCE)
                .map(id -> id.asString(""))
                .forEach(id -> results.put(
                        id, AlarmLog.uuid(id).map(deed).orElse(Result.INVALID).tag()));
        return results;
    }

    @Override
    protected Text title() {
        return new Text("Bàn trực", "Operators' desk");
    }
}
