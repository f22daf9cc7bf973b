package io.cityops.dashboard.registry;

import io.cityops.dashboard.access.Scope;
import io.cityops.dashboard.screen.CatalogueMessages;
import io.cityops.model.telemetry.RefusalWords;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
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
 * Refused messages, found by device, reason and words, the newest first. Whoever is kept to areas or sectors sees those of
 * registered devices there only.
 */
@Component
final class RejectedLog {
    private static final Logger LOG = LoggerFactory.getLogger(RejectedLog.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ACCEPTED = "accepted";
    private static final int PAGE = 100;
    /** Bytes of a payload that are shown. */
    private static final int SHOWN = 2_048;

    private static final String WITHIN = """
        from cityops.rejected r
        where r.received_at >= ? and r.received_at < ? and r.drill is null
            and (? = '' or r.device_id = ? or r.sender = ?)
            and (? or exists (select from store.device d where d.id = coalesce(r.device_id, r.sender)
                and (? or d.area = any (?)) and (? or d.sector = any (?))))\
        """;

    private static final String OF_REASON = " and (? = '' or r.reason = ?)";

    private static final String LINES =
            "select r.received_at, r.partition, r.kafka_offset, r.device_id, r.sender, r.topic, r.reason, r.detail,"
                    + " r.payload, r.content_type, r.replayed_at, r.replay_outcome ";

    private static final String NEWEST_FIRST = " order by r.received_at desc limit ?";

    /** Those that may be judged again, the oldest first. */
    private static final String KEYS = "select r.received_at, r.partition, r.kafka_offset ";

    private static final String OLDEST_FIT_FIRST =
            " and r.partition >= 0 and length(r.payload) > 0 and coalesce(r.sender, r.device_id) is not null"
                    + " and r.replay_outcome is distinct from 'accepted' order by r.received_at limit ?";

    private static final String COUNT = "select count(*) ";

    private static final String AMONG = " and (r.received_at, r.partition, r.kafka_offset) in"
            + " (select received_at, partition, kafka_offset from jsonb_to_recordset(?::jsonb)"
            + " as m(received_at timestamptz, partition integer, kafka_offset bigint))";

    private static final String REASONS = "select r.reason, count(*) ";

    private static final String MOST_FIRST = " group by r.reason order by count(*) desc, r.reason";

    private static final String DETAILS = "select r.reason, r.detail ";

    private static final String EACH_ONCE = " group by r.reason, r.detail order by max(r.received_at) desc limit ?";

    /** @param device or who sent it; empty: any, as of reason and words */
    record Wanted(String device, String reason, String words, Instant since, Instant before) {}

    /**
     * By what a refusal is known.
     *
     * @param receivedAt as the database has it, to the microsecond
     */
    record Key(Instant receivedAt, int partition, long offset) {}

    private final JdbcClient database;

    RejectedLog(JdbcClient database) {
        this.database = database;
    }

    /** A page of them, and how many there are of each reason. */
    ObjectNode find(Scope scope, Wanted wanted) {
        ObjectNode found = JSON.objectNode().put("page", PAGE);
        ArrayNode rows = found.putArray("messages");
        ArrayNode reasons = found.putArray("reasons");
        try {
            RefusalSearch search = search(scope, wanted);
            within(LINES, scope, wanted, search, OF_REASON + NEWEST_FIRST)
                    .param(wanted.reason())
                    .param(wanted.reason())
                    .param(PAGE)
                    .query((row, number) -> row(row))
                    .list()
                    .forEach(rows::add);
            within(REASONS, scope, wanted, search, MOST_FIRST)
                    .query((row, number) -> reasons.addObject()
                            .put("reason", row.getString(1))
                            .put("count", row.getLong(2))
                            .set("name", CatalogueMessages.text(RefusalWords.ofReason(row.getString(1)))))
                    .list();
        } catch (DataAccessException e) {
            LOG.warn("The refused messages could not be searched: {}", e.getMessage());
            found.put("refused", "unavailable");
        }
        return found;
    }

    /** Those of them that may be judged again, the oldest first; not more than {@code limit}. */
    List<Key> keys(Scope scope, Wanted wanted, int limit) {
        return within(KEYS, scope, wanted, search(scope, wanted), OF_REASON + OLDEST_FIT_FIRST)
                .param(wanted.reason())
                .param(wanted.reason())
                .param(limit)
                .query((row, number) -> new Key(row.getTimestamp(1).toInstant(), row.getInt(2), row.getLong(3)))
                .list();
    }

    /** Whether all of these are there and within the scope. @param keys as {@code store.ask_replay} takes them */
    boolean sees(Scope scope, ArrayNode keys) {
        Wanted any = new Wanted("", "", "", Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"));
        return within(COUNT, scope, any, RefusalSearch.of(List.of(), List.of()), AMONG)
                        .param(keys.toString())
                        .query(Integer.class)
                        .single()
                == keys.size();
    }

    private RefusalSearch search(Scope scope, Wanted wanted) {
        List<String> words = RefusalSearch.wordsOf(wanted.words());
        if (words.isEmpty()) {
            return RefusalSearch.of(words, List.of());
        }
        List<RefusalSearch.Kept> kept = within(
                        DETAILS, scope, wanted, RefusalSearch.of(List.of(), List.of()), EACH_ONCE)
                .param(RefusalSearch.MOST_DETAILS)
                .query((row, number) -> new RefusalSearch.Kept(row.getString(1), row.getString(2)))
                .list();
        return RefusalSearch.of(words, kept);
    }

    private JdbcClient.StatementSpec within(
            String selected, Scope scope, Wanted wanted, RefusalSearch search, String further) {
        String device = wanted.device().strip();
        return database.sql(selected + WITHIN + search.sql() + further)
                .param(Timestamp.from(wanted.since()))
                .param(Timestamp.from(wanted.before()))
                .param(device)
                .param(device)
                .param(device)
                .param(scope.isEverything())
                .param(scope.everywhere())
                .param(scope.areas().toArray(String[]::new))
                .param(scope.everySector())
                .param(scope.sectors().toArray(String[]::new))
                .params(search.parameters());
    }

    private static ObjectNode row(ResultSet row) throws SQLException {
        Timestamp replayed = row.getTimestamp("replayed_at");
        byte[] payload = row.getBytes("payload");
        ObjectNode node = JSON.objectNode()
                .put("at", row.getTimestamp("received_at").getTime())
                .put("atExactly", row.getTimestamp("received_at").toInstant().toString())
                .put("partition", row.getInt("partition"))
                .put("offset", row.getLong("kafka_offset"))
                .put(
                        "replayable",
                        row.getInt("partition") >= 0
                                && payload.length > 0
                                && (row.getString("sender") != null || row.getString("device_id") != null)
                                && !ACCEPTED.equals(row.getString("replay_outcome")))
                .put("device", row.getString("device_id"))
                .put("sender", row.getString("sender"))
                .put("topic", row.getString("topic"))
                .put("reason", row.getString("reason"))
                .put("bytes", payload.length)
                .put("payload", shown(payload))
                .put("replayedAt", replayed == null ? null : replayed.getTime());
        node.set("reasonName", CatalogueMessages.text(RefusalWords.ofReason(row.getString("reason"))));
        node.set("detail", CatalogueMessages.text(RefusalWords.of(row.getString("detail"))));
        String outcome = row.getString("replay_outcome");
        if (outcome != null) {
            int end = outcome.indexOf(": ");
            String reason = end < 0 ? outcome : outcome.substring(0, end);
            ObjectNode told = node.putObject("outcome").put("reason", reason);
            told.set("reasonName", CatalogueMessages.text(RefusalWords.ofReason(reason)));
            told.set("detail", CatalogueMessages.text(RefusalWords.of(end < 0 ? "" : outcome.substring(end + 2))));
        }
        return node;
    }

    /** As text where it is text, else in hexadecimal. */
    static String shown(byte[] payload) {
        byte[] head = payload.length <= SHOWN ? payload : Arrays.copyOf(payload, SHOWN);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
            return text.length() <= SHOWN ? text : text.substring(0, SHOWN);
        } catch (CharacterCodingException e) {
            return HexFormat.ofDelimiter(" ").formatHex(head);
        }
    }
}
