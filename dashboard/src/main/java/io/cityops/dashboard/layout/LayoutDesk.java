package io.cityops.dashboard.layout;

import io.cityops.dashboard.access.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes layouts. The database itself checks who does it, writes the audit, and tells every dashboard. */
@Component
public final class LayoutDesk {
    private static final Logger LOG = LoggerFactory.getLogger(LayoutDesk.class);

    private final JdbcClient database;

    LayoutDesk(JdbcClient database) {
        this.database = database;
    }

    /**
     * @param layout without faults; its revision is that of the one that was changed, 0 for a new one
     * @return {@code done}, {@code not-allowed}, {@code changed} or {@code unavailable}
     */
    public String save(Person asking, Layout layout) {
        return ask(
                "select store.save_layout(?, ?, ?, ?, ?::jsonb, ?)",
                asking.name(),
                layout.name(),
                layout.ground(),
                (int) layout.dwell().toSeconds(),
                LayoutCodec.writePages(layout.pages()),
                layout.revision());
    }

    /** @return {@code done}, {@code not-allowed}, {@code unknown} or {@code unavailable} */
    public String remove(Person asking, String name) {
        return ask("select store.remove_layout(?, ?)", asking.name(), name);
    }

    /**
     * @param layout empty: none, so that its address decides
     * @return {@code done}, {@code not-allowed}, {@code unknown} or {@code unavailable}
     */
    public String assign(Person asking, String screen, String layout) {
        return ask("select store.assign_layout(?, ?, ?)", asking.name(), screen, layout);
    }

    private String ask(String function, Object... parameters) {
        try {
            return database.sql(function).params(parameters).query(String.class).single();
        } catch (DataAccessException e) {
            LOG.warn("A layout could not be changed: {}", e.getMessage());
            return "unavailable";
        }
    }
}
