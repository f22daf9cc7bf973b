package io.cityops.dashboard.wall;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.cityops.dashboard.access.People;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.alerts.AlarmDesk;
import io.cityops.dashboard.alerts.CriticalCalls;
import io.cityops.dashboard.layout.Layouts;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.live.OpenAlert;
import io.cityops.dashboard.passport.Passports;
import io.cityops.dashboard.screen.Cookies;
import io.cityops.dashboard.screen.Look;
import io.cityops.dashboard.screen.ScreenHub;
import io.cityops.dashboard.tending.LoadWatch;
import io.cityops.dashboard.tending.ScopedLoad;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One wall screen: pages of the layout assigned to it, else of the one of its address's name, else the catalogue's tiles.
 * It is told what is new when the {@link ScreenHub} says that it is time, always under its UI's lock.
 */
@Route("wall/:screen?([a-z0-9-]{1,40})")
@PermitAll
final class WallView extends Div implements BeforeEnterObserver, HasDynamicTitle, CityWall.Wishes {
    private final ScreenHub hub;
    private final WallMessages messages;
    private final AlarmDesk alarms;
    private final Passports passports;
    private final People people;
    private final LoadWatch loads;
    private final Layouts layouts;
    private final CriticalCalls calls;
    private final transient AuthenticationContext session;
    private final CityWall wall = new CityWall(this);
    private String screen = "main";
    private Look look = Look.of(Map.of(), name -> Optional.empty());
    private @Nullable Person person;
    private @Nullable WallFeed feed;
    private @Nullable WallProgramme programme;
    private WallProgramme.@Nullable Shown shown;
    private ScreenHub.@Nullable Attachment attachment;
    private Instant heartbeatDue = Instant.MIN;
    private volatile LoadWatch.@Nullable Picture toldLoads;

    WallView(
            ScreenHub hub,
            WallMessages messages,
            AlarmDesk alarms,
            Passports passports,
            People people,
            LoadWatch loads,
            Layouts layouts,
            CriticalCalls calls,
            AuthenticationContext session) {
        this.hub = hub;
        this.messages = messages;
        this.alarms = alarms;
        this.passports = passports;
        this.people = people;
        this.loads = loads;
        this.layouts = layouts;
        this.calls = calls;
        this.session = session;
        setSizeFull();
        add(wall);
        addAttachListener(event -> loads.watch());
        addDetachListener(event -> loads.leave());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        screen = event.getRouteParameters().get("screen").orElse("main");
        look = Look.of(event.getLocation().getQueryParameters().getParameters(), Cookies::read);
        person = people.asking().orElse(null);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        if (person == null) {
            event.getUI().getPage().setLocation("/sign-in");
            return;
        }
        Instant now = hub.now();
        WallProgramme turning = new WallProgramme(messages, layouts, person, screen, look);
        programme = turning;
        WallProgramme.Shown first = turning.at(now, false);
        shown = first;
        WallFeed fresh = new WallFeed(messages, first.page());
        feed = fresh;
        fresh.callsAre(calls.among(hub.newest(person), now));
        ObjectNode configuration = messages.configuration(screen, look, person, first);
        configuration.put("now", now.toEpochMilli());
        wall.configure(configuration);
        fresh.update(hub.newest(first.page().scope()), now).ifPresent(wall::update);
        attachment = hub.attach(
                event.getUI(), person, this::tell, () -> !isTold(loads.newest()) || turning.isDue(hub.now()));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (attachment != null) {
            attachment.close();
            attachment = null;
        }
    }

    @SuppressWarnings("ReferenceEquality") // it is another object only when something changed
    private boolean isTold(LoadWatch.@Nullable Picture picture) {
        return picture == toldLoads;
    }

    /** Under the UI's lock. */
    private void tell(CitySnapshot visible, Instant now) {
        if (feed == null || person == null || programme == null || !wall.isTakingIn()) {
            return;
        }
        List<OpenAlert> called = calls.among(visible, now);
        WallProgramme.Shown wanted = programme.at(now, !called.isEmpty());
        boolean turns = !wanted.equals(shown);
        if (turns) {
            shown = wanted;
            feed = new WallFeed(messages, wanted.page());
        }
        feed.callsAre(called);
        LoadWatch.Picture picture = loads.newest();
        toldLoads = picture;
        if (picture != null) {
            feed.loadIs(ScopedLoad.own(person.scope(), picture));
        }
        CitySnapshot before = feed.told();
        CitySnapshot snapshot = hub.newest(wanted.page().scope());
        Optional<ObjectNode> update = feed.update(snapshot, now);
        if (update.isPresent()) {
            if (turns) {
                update.get().set("page", messages.turn(wanted));
            }
            wall.update(update.get());
            hub.pushed(before, snapshot, now);
        } else if (!now.isBefore(heartbeatDue)) {
            wall.heartbeat(now);
        } else {
            return;
        }
        heartbeatDue = now.plus(ScreenHub.HEARTBEAT);
    }

    @Override
    public void choose(String indicator) {
        if (feed != null && person != null && feed.choose(indicator)) {
            feed.update(hub.newest(feed.page().scope()), hub.now()).ifPresent(wall::update);
        }
    }

    @Override
    public void view(String view) {
        if (messages.isView(view)) {
            Cookies.remember(Look.VIEW_COOKIE, view);
        }
    }

    @Override
    public String acknowledge(String alert, String comment) {
        return person == null
                ? AlarmDesk.Result.NOT_ALLOWED.tag()
                : alarms.acknowledge(UUID.fromString(alert), person.name(), comment)
                        .tag();
    }

    @Override
    public JsonNode passport(String indicator, String area) {
        ObjectNode about = JsonNodeFactory.instance
                .objectNode()
                .put("indicator", indicator)
                .put("area", area);
        return person == null ? JsonNodeFactory.instance.nullNode() : passports.of(person, about);
    }

    @Override
    public void language(String language) {
        look = look.inLanguage(language);
        Cookies.remember(Look.LANG_COOKIE, look.lang());
        UI.getCurrent().getPage().setTitle(getPageTitle());
    }

    @Override
    public void ground(String ground) {
        look = look.onGround(ground);
        Cookies.remember(Look.GROUND_COOKIE, look.ground());
    }

    @Override
    public void signOut() {
        session.logout();
    }

    @Override
    public String getPageTitle() {
        return messages.title(look.lang(), screen);
    }
}
