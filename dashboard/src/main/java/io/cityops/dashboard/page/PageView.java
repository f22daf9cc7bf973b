package io.cityops.dashboard.page;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.live.OpenAlert;
import io.cityops.dashboard.screen.Cookies;
import io.cityops.dashboard.screen.Look;
import io.cityops.dashboard.screen.ScreenHub;
import io.cityops.model.catalogue.Text;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A page for people. What it shows and answers is cut to the scope of whoever opened it, and asked of their rights as they
 * are at each call; when those change, the page is loaded anew. Whoever answers alarms is called to new critical ones on
 * every page.
 */
public abstract class PageView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    protected static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final PageServices services;
    private final String name;
    private final CityPage page = new CityPage(this::answerCall);
    private Look look = Look.of(Map.of(), parameter -> Optional.empty());
    private @Nullable Person person;
    private ScreenHub.@Nullable Attachment attachment;
    private CitySnapshot told = CitySnapshot.EMPTY;
    private List<OpenAlert> called = List.of();
    private Instant heartbeatDue = Instant.MIN;

    /** @param name by which the browser knows what to draw */
    protected PageView(PageServices services, String name) {
        this.services = services;
        this.name = name;
        setSizeFull();
        add(page);
    }

    /** Whether this page is there for them; where it is not, it cannot be told from one that does not exist. */
    protected abstract boolean isFor(Person asking, BeforeEnterEvent event);

    /** All that the page is to show at first; one that asks for everything itself is told nothing. */
    protected ObjectNode content(Person asking, CitySnapshot snapshot) {
        return JSON.objectNode();
    }

    /** What is new since {@code before}; an empty object: nothing. */
    protected ObjectNode news(Person asking, CitySnapshot before, CitySnapshot snapshot) {
        return JSON.objectNode();
    }

    /** Whether there is something new beside the city's figures and alarms; asked often, and by another thread. */
    protected boolean hasMore() {
        return false;
    }

    /** The answer to a question of this page's own; empty when there is no such question. */
    protected abstract Optional<JsonNode> answer(Person asking, String question, JsonNode about);

    protected abstract Text title();

    @Override
    public final void beforeEnter(BeforeEnterEvent event) {
        look = Look.of(event.getLocation().getQueryParameters().getParameters(), Cookies::read);
        person = services.people().asking().orElse(null);
        if (person != null && !isFor(person, event)) {
            event.rerouteToError(NotFoundException.class);
        }
    }

    @Override
    protected final void onAttach(AttachEvent event) {
        if (person == null) {
            event.getUI().getPage().setLocation("/sign-in");
            return;
        }
        told = services.hub().newest(person);
        ObjectNode configuration = services.frame(name, look, person);
        configuration.set("content", content(person, told));
        called = calls(person, told, services.hub().now());
        configuration.set("calls", rows(called));
        page.configure(configuration);
        attachment = services.hub().attach(event.getUI(), person, this::tell, this::hasMore);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (attachment != null) {
            attachment.close();
            attachment = null;
        }
    }

    private void tell(CitySnapshot snapshot, Instant now) {
        if (person == null || !page.isTakingIn()) {
            return;
        }
        ObjectNode news = news(person, told, snapshot);
        List<OpenAlert> calls = calls(person, snapshot, now);
        if (!calls.equals(called)) {
            news.set("calls", rows(calls));
            called = calls;
        }
        if (!news.isEmpty()) {
            news.put("now", now.toEpochMilli());
            page.tell(news);
            services.hub().pushed(told, snapshot, now);
        } else if (!now.isBefore(heartbeatDue)) {
            page.heartbeat(now);
        } else {
            return;
        }
        told = snapshot;
        heartbeatDue = now.plus(ScreenHub.HEARTBEAT);
    }

    private List<OpenAlert> calls(Person asking, CitySnapshot snapshot, Instant now) {
        return asking.role().answersAlarms() ? services.calls().among(snapshot, now) : List.of();
    }

    private ArrayNode rows(List<OpenAlert> alarms) {
        ArrayNode rows = JSON.arrayNode();
        alarms.forEach(alarm -> rows.add(services.alarmRows().row(alarm)));
        return rows;
    }

    private JsonNode answerCall(String question, JsonNode about) {
        Optional<Person> asking =
                person == null ? Optional.empty() : services.people().find(person.name());
        if (asking.isEmpty()) {
            return JSON.nullNode();
        }
        return switch (question) {
            case "language" -> changed(look.inLanguage(about.path("to").asString("")));
            case "ground" -> changed(look.onGround(about.path("to").asString("")));
            case "sign-out" -> {
                services.session().logout();
                yield JSON.nullNode();
            }
            case "search" ->
                services.search().find(asking.get(), about.path("for").asString(""));
            case "take" ->
                JSON.stringNode(services.alarms()
                        .acknowledge(
                                UUID.fromString(about.path("alarm").asString("")),
                                asking.get().name(),
                                "")
                        .tag());
            case "passport" -> services.passports().of(asking.get(), about);
            default -> answer(asking.get(), question, about).orElse(JSON.nullNode());
        };
    }

    private JsonNode changed(Look wanted) {
        look = wanted;
        Cookies.remember(Look.LANG_COOKIE, look.lang());
        Cookies.remember(Look.GROUND_COOKIE, look.ground());
        UI.getCurrent().getPage().setTitle(getPageTitle());
        return JSON.nullNode();
    }

    protected final CitySnapshot snapshot(Person asking) {
        return services.hub().newest(asking);
    }

    protected final PageServices services() {
        return services;
    }

    @Override
    public final String getPageTitle() {
        return title().in(Locale.of(look.lang())) + " · CityOps";
    }
}
