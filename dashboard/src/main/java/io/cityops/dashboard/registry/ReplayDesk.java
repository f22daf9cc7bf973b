package io.cityops.dashboard.registry;

import io.cityops.dashboard.access.Person;
import java.sql.Timestamp;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks for refused messages to be judged again by the gateway, as {@code ./cityops rejected replay} does; who serves it is
 * told in {@code docs/formats.md}. Allowed are messages of the areas and sectors of whoever asks; the database asks for the account's role, and writes the
 * audit.
 */
@Component
final class ReplayDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayDesk.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String UNAVAILABLE = "unavailable";
    /** At once; the database refuses more. */
    private static final int MOST = 10_000;

    private static final String NEWEST =
            "select id, state, asked_at, messages, accepted, refused, unfit, ended_at, failure, losses"
                    + " from cityops.replay where asked_by = ? order by id desc limit 1";

    private final JdbcClient database;
    private final RejectedLog log;

    ReplayDesk(JdbcClient database, RejectedLog log) {
        this.database = database;
        this.log = log;
    }

    /** All that may be judged again of those wanted. Says what came of it, by a closed list that has words. */
    String replay(Person asking, RejectedLog.Wanted wanted) {
        try {
            return replay(asking, log.keys(asking.scope(), wanted, MOST + 1));
        } catch (DataAccessException e) {
            LOG.warn("The refused messages could not be searched: {}", e.getMessage());
            return UNAVAILABLE;
        }
    }

    String replay(Person asking, List<RejectedLog.Key> messages) {
        if (!asking.role().engineers()) {
            return "not-allowed";
        }
        ArrayNode keys = JSON.arrayNode();
        messages.forEach(key -> keys.addObject()
                .put("received_at", key.receivedAt().toString())
                .put("partition", key.partition())
                .put("kafka_offset", key.offset()));
        try {
            if (keys.size() <= MOST && !log.sees(asking.scope(), keys)) {
                return "not-allowed";
            }
            return database.sql("select store.ask_replay(?, ?::jsonb)")
                    .params(asking.name(), keys.toString())
                    .query(String.class)
                    .single();
        } catch (DataAccessException e) {
            LOG.warn("A replay could not be asked for: {}", e.getMessage());
            return UNAVAILABLE;
        }
    }

    /** How far the newest is that they asked for; an empty object: they never did. */
    ObjectNode newest(Person asking) {
        try {
            return database.sql(NEWEST)
                    .param(asking.name())
                    .query((row, number) -> {
                        Timestamp ended = row.getTimestamp("ended_at");
                        return JSON.objectNode()
                                .put("id", row.getLong("id"))
                                .put("state", row.getString("state"))
                                .put("askedAt", row.getTimestamp("asked_at").getTime())
                                .put("messages", row.getInt("messages"))
                                .put("accepted", row.getInt("accepted"))
                                .put("refused", row.getInt("refused"))
                                .put("unfit", row.getInt("unfit"))
                                .put("endedAt", ended == null ? null : ended.getTime())
                                .put("failure", row.getString("failure"))
                                .put("losses", row.getInt("losses"));
                    })
                    .optional()
                    .orElseGet(JSON::objectNode);
        } catch (DataAccessException e) {
            LOG.warn("A replay could not be looked up: {}", e.getMessage());
            return JSON.objectNode();
        }
    }
}
