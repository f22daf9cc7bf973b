package io.cityops.dashboard.desk;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.alerts.AlarmDesk;
import io.cityops.dashboard.alerts.AlarmDesk.Result;
import io.cityops.dashboard.alerts.AlertMessages;
import io.cityops.dashboard.devicemap.DeviceMap;
import io.cityops.dashboard.incident.IncidentDesk;
import io.cityops.dashboard.live.Aside;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.page.PageServices;
import io.cityops.dashboard.page.PageView;
import io.cityops.dashboard.tending.LoadWatch;
import io.cityops.dashboard.tending.Shelving;
import io.cityops.model.catalogue.Text;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    private final Shelving shelving;
    private final AlarmLog log;
    private final AlertMessages messages;
    private final LoadWatch watch;
    private final LoadMessages loads;
    private final DeviceMap map;
    private final IncidentDesk incidentDesk;
    private final IncidentMessages incidents;
    private volatile @Nullable Object incidentsTold;
    private volatile LoadWatch.@Nullable Picture told;
    private volatile @Nullable Object mapTold;
    private int mapChanges;

    ConsoleView(
            PageServices services,
            AlarmDesk desk,
            Shelving shelving,
            AlarmLog log,
            AlertMessages messages,
            LoadWatch watch,
            LoadMessages loads,
            DeviceMap map,
            IncidentDesk incidentDesk,
            IncidentMessages incidents) {
        super(services, "console");
        this.desk = desk;
        this.shelving = shelving;
        this.log = log;
        this.messages = messages;
        this.watch = watch;
        this.loads = loads;
        this.map = map;
        this.incidentDesk = incidentDesk;
        this.incidents = incidents;
        addAttachListener(event -> {
            watch.watch();
            map.watch();
        });
        addDetachListener(event -> {
            watch.leave();
            map.leave();
        });
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
        addLoad(content, asking, snapshot);
        addIncidents(content, asking);
        return content;
    }

    @Override
    protected boolean hasMore() {
        return !isTold(watch.newest()) || !isMapTold() || !areIncidentsTold();
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean areIncidentsTold() {
        return incidents.version() == incidentsTold;
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isMapTold() {
        return map.version() == mapTold;
    }

    @SuppressWarnings("ReferenceEquality") // it is another object only when something changed
    private boolean isTold(LoadWatch.@Nullable Picture picture) {
        return picture == told;
    }

    @Override
    protected ObjectNode news(Person asking, CitySnapshot before, CitySnapshot snapshot) {
        boolean same = before.hasAlarmsOf(snapshot);
        ObjectNode news = same ? JSON.objectNode() : rows(snapshot);
        if (!same || !isTold(watch.newest())) {
            addLoad(news, asking, snapshot);
        }
        if (!same || !isMapTold()) {
            mapTold = map.version();
            news.put("map", ++mapChanges);
        }
        if (!areIncidentsTold()) {
            addIncidents(news, asking);
        }
        return news;
    }

    private void addLoad(ObjectNode content, Person asking, CitySnapshot snapshot) {
        LoadWatch.Picture picture = watch.newest();
        told = picture;
        if (picture != null) {
            content.set("load", loads.load(asking.scope(), picture));
            content.set("situations", loads.situations(snapshot, picture));
        }
    }

    private void addIncidents(ObjectNode content, Person asking) {
        incidentsTold = incidents.version();
        content.set("incidents", incidents.open(asking));
    }

    /** Those that call, the worst first, and those that are aside. */
    private ObjectNode rows(CitySnapshot snapshot) {
        ObjectNode content = JSON.objectNode();
        content.put("open", snapshot.alerts().size());
        content.put("shelved", snapshot.countAside(Aside.Kind.SHELVED));
        content.put("suppressed", snapshot.countAside(Aside.Kind.SUPPRESSED));
        ArrayNode rows = content.putArray("alarms");
        Stream.concat(
                        snapshot.alerts().stream().limit(MOST_ROWS),
                        snapshot.aside().stream().limit(MOST_ROWS))
                .map(messages::row)
                .forEach(rows::add);
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
            case "shelve" -> {
                Instant until = Instant.ofEpochMilli(about.path("until").asLong(0));
                yield Optional.of(tags(
                        about,
                        alarm -> shelving.shelve(alarm, asking.name(), until, comment)
                                .tag()));
            }
            case "unshelve" ->
                Optional.of(tags(
                        about,
                        alarm ->
                                shelving.unshelve(alarm, asking.name(), comment).tag()));
            case "close" -> Optional.of(each(about, alarm -> desk.close(alarm, asking.name(), comment)));
            case "step" -> {
                int step = about.path("step").asInt(0);
                boolean done = about.path("done").asBoolean(false);
                yield Optional.of(each(about, alarm -> desk.tick(alarm, asking.name(), step, done)));
            }
            case "incident" ->
                Optional.of(incidents.whole(asking, about.path("id").asLong(0)));
            case "closedIncidents" -> Optional.of(incidents.closed(asking));
            case "openIncident" -> {
                String owner = about.path("owner").asString("");
                yield Optional.of(result(incidentDesk.open(
                        asking, about.path("title").asString(""), owner.isBlank() ? null : owner, ids(about))));
            }
            case "changeIncident" ->
                Optional.of(result(incidentDesk.change(
                        asking,
                        about.path("id").asLong(0),
                        about.path("what").asString(""),
                        about.path("text").asString(""),
                        ids(about))));
            case "land" -> Optional.of(map.ground());
            case "map" -> Optional.of(map.objects(asking.scope(), snapshot(asking), about));
            case "children" ->
                Optional.of(log.children(asking.scope(), about.path("id").asString("")));
            case "alarm" -> Optional.of(log.alarm(asking, about.path("id").asString("")));
            case "closed" ->
                Optional.of(log.closed(asking.scope(), about.path("before").asLong(Long.MAX_VALUE)));
            default -> Optional.empty();
        };
    }

    private static ObjectNode result(String what) {
        return JSON.objectNode().put("result", what);
    }

    private static List<UUID> ids(JsonNode about) {
        return about.path("ids").values().stream()
                .limit(MOST_AT_ONCE)
                .flatMap(id -> AlarmLog.uuid(id.asString("")).stream())
                .toList();
    }

    private static ObjectNode each(JsonNode about, Function<UUID, Result> deed) {
        return tags(about, alarm -> deed.apply(alarm).tag());
    }

    /** What came of it for each, by id. */
    private static ObjectNode tags(JsonNode about, Function<UUID, String> deed) {
        ObjectNode results = JSON.objectNode();
        about.path("ids").values().stream()
                .limit(MOST_AT_ONCE)
                .map(id -> id.asString(""))
                .forEach(id -> results.put(id, AlarmLog.uuid(id).map(deed).orElse(Result.INVALID.tag())));
        return results;
    }

    @Override
    protected Text title() {
        return new Text("Bàn trực", "Operators' desk");
    }
}
