package io.cityops.dashboard.signin;

import io.cityops.dashboard.access.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sessions of people on this dashboard, since when and from where; and their end, which holds on every dashboard. */
@Component
final class Sessions implements HttpSessionListener, HttpSessionIdListener {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final int LONGEST_BROWSER = 200;

    /** @param browser as it calls itself */
    record Session(String name, String address, String browser, Instant since, Instant seen) {}

    private final JdbcClient database;
    private final Clock clock;
    private final Map<String, Session> open = new ConcurrentHashMap<>();

    Sessions(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A request of theirs came. */
    void seen(HttpSession session, String name, HttpServletRequest request) {
        String browser = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        open.put(
                session.getId(),
                new Session(
                        name,
                        request.getRemoteAddr(),
                        browser.length() <= LONGEST_BROWSER ? browser : browser.substring(0, LONGEST_BROWSER),
                        Instant.ofEpochMilli(session.getCreationTime()),
                        clock.instant()));
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        open.remove(event.getSession().getId());
    }

    /** Known by its new name from its next request on. */
    @Override
    public void sessionIdChanged(HttpSessionEvent event, String before) {
        open.remove(before);
    }

    /** Those that were heard of last come first. */
    List<Session> all() {
        return open.values().stream()
                .sorted(Comparator.comparing(Session::seen).reversed())
                .toList();
    }

    /**
     * Puts somebody out everywhere: whatever their browsers remember, they sign in again.
     *
     * @return {@code done}, {@code not-allowed}, {@code unknown} or {@code unavailable}
     */
    String end(Person asking, String name) {
        try {
            return database.sql("select store.end_sessions(?, ?)")
                    .params(asking.name(), name)
                    .query(String.class)
                    .single();
        } catch (DataAccessException e) {
            LOG.warn("The sessions of {} could not be ended: {}", name, e.getMessage());
            return "unavailable";
        }
    }
}
