package io.cityops.dashboard.wall;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.cityops.dashboard.alerts.Acknowledgements;
import io.cityops.dashboard.alerts.Acknowledgements.Result;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.signin.Role;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import tools.jackson.databind.node.ObjectNode;

/**
 * One wall screen. It is told what is new when the {@link WallHub} says that it is time, always under its UI's lock.
 */
@Route("wall/:screen?([a-z0-9-]{1,40})")
@PermitAll
final class WallView extends Div implements BeforeEnterObserver, HasDynamicTitle, CityWall.Wishes {
    private static final Duration REMEMBERED = Duration.ofDays(365);

    private final WallHub hub;
    private final Acknowledgements acknowledgements;
    private final transient AuthenticationContext people;
    private final CityWall wall = new CityWall(this);
    private String screen = "main";
    private Look look = Look.of(Map.of(), name -> Optional.empty());
    private String person = "";
    private boolean mayAcknowledge;
    private @Nullable WallFeed feed;
    private WallHub.@Nullable Attachment attachment;
    private Instant heartbeatDue = Instant.MIN;

    WallView(WallHub hub, Acknowledgements acknowledgements, AuthenticationContext people) {
        this.hub = hub;
        this.acknowledgements = acknowledgements;
        this.people = people;
        setSizeFull();
        add(wall);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        screen = event.getRouteParameters().get("screen").orElse("main");
        look = Look.of(event.getLocation().getQueryParameters().getParameters(), WallView::cookie);
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        person = authentication == null ? "" : authentication.getName();
        mayAcknowledge = authentication != null && Role.mayAcknowledge(authentication);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        WallMessages messages = hub.messages();
        WallFeed fresh = new WallFeed(messages, messages.chosen(look.indicator()));
        feed = fresh;
        ObjectNode configuration = messages.configuration(screen, look, person, mayAcknowledge, fresh.chosen());
        configuration.put("now", hub.now().toEpochMilli());
        wall.configure(configuration);
        fresh.update(hub.newest(), hub.now()).ifPresent(wall::update);
        attachment = hub.attach(event.getUI(), this::tell);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (attachment != null) {
            attachment.close();
            attachment = null;
        }
    }

    /** Under the UI's lock. */
    private void tell(CitySnapshot snapshot, Instant now) {
        if (feed == null || !wall.isTakingIn()) {
            return;
        }
        CitySnapshot before = feed.told();
        Optional<ObjectNode> update = feed.update(snapshot, now);
        if (update.isPresent()) {
            wall.update(update.get());
            hub.pushed(before, snapshot, now);
        } else if (!now.isBefore(heartbeatDue)) {
            wall.heartbeat(now);
        } else {
            return;
        }
        heartbeatDue = now.plus(WallHub.HEARTBEAT);
    }

    @Override
    public void choose(String indicator) {
        if (feed != null && feed.choose(indicator)) {
            feed.update(hub.newest(), hub.now()).ifPresent(wall::update);
        }
    }

    @Override
    public void view(String view) {
        if (hub.messages().isView(view)) {
            remember(Look.VIEW_COOKIE, view);
        }
    }

    @Override
    public String acknowledge(String alert, String comment) {
        Result result = mayAcknowledge
                ? acknowledgements.acknowledge(UUID.fromString(alert), person, comment)
                : Result.NOT_ALLOWED;
        return result.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void language(String language) {
        look = look.inLanguage(language);
        remember(Look.LANG_COOKIE, look.lang());
        title();
    }

    @Override
    public void ground(String ground) {
        look = look.onGround(ground);
        remember(Look.GROUND_COOKIE, look.ground());
    }

    @Override
    public void signOut() {
        people.logout();
    }

    @Override
    public String getPageTitle() {
        return hub.messages().title(look.lang(), screen);
    }

    private void title() {
        UI.getCurrent().getPage().setTitle(getPageTitle());
    }

    private static Optional<String> cookie(String name) {
        Cookie[] cookies = VaadinRequest.getCurrent().getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    /** Only as the answer to a request; the push has no answer to put a cookie in. */
    private static void remember(String name, String value) {
        VaadinResponse response = VaadinResponse.getCurrent();
        if (response == null) {
            return;
        }
        Cookie cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setMaxAge((int) REMEMBERED.toSeconds());
        cookie.setAttribute("SameSite", "Lax");
        cookie.setSecure(VaadinRequest.getCurrent().isSecure());
        response.addCookie(cookie);
    }
}
