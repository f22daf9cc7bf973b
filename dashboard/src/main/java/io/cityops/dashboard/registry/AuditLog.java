package io.cityops.dashboard.registry;

import java.sql.Timestamp;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Who changed or looked at what, and when: the audit, a page at a time, the newest first. */
@Component
final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int PAGE = 100;

    private static final String LINES = """
        select at, actor, action, object, detail from cityops.audit
        where at < ? and at >= ? and (? = '' or actor = ?) and (? = '' or action = ? or action like ? || '.%')
            and (? = '' or object ilike ? or detail ilike ?)
        order by at desc limit ?\
        """;

    /**
     * Which lines.
     *
     * @param action whole, or the word before the dot; empty: any, as of actor and words
     */
    record Wanted(String actor, String action, String words, Instant since, Instant before) {}

    private final JdbcClient database;

    AuditLog(JdbcClient database) {
        this.database = database;
    }

    ObjectNode lines(Wanted wanted) {
        ObjectNode found = JSON.objectNode().put("page", PAGE);
        ArrayNode rows = found.putArray("lines");
        String like = "%"
                + wanted.words()
                        .strip()
                        .replace("\\", "\\\\")
                        .replace("%", "\\%")
                        .replace("_", "\\_") + "%";
        try {
            database.sql(LINES)
                    .params(
                            Timestamp.from(wanted.before()),
                            Timestamp.from(wanted.since()),
                            wanted.actor().strip(),
                            wanted.actor().strip(),
                            wanted.action(),
                            wanted.action(),
                            wanted.action(),
                            wanted.words().strip(),
                            like,
                            like,
                            PAGE)
                    .query((row, number) -> JSON.objectNode()
                            .put("at", row.getTimestamp(1).getTime())
                            // exact, so that the next page begins where this one ends
                            .put("atExactly", row.getTimestamp(1).toInstant().toString())
                            .put("actor", row.getString(2))
                            .put("action", row.getString(3))
                            .put("object", row.getString(4))
                            .put("detail", row.getString(5)))
                    .list()
                    .forEach(rows::add);
        } catch (DataAccessException e) {
            LOG.warn("The audit could not be read: {}", e.getMessage());
            found.put("refused", "unavailable");
        }
        return found;
    }
}
