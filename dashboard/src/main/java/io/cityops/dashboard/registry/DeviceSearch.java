package io.cityops.dashboard.registry;

import io.cityops.dashboard.access.Scope;
import io.cityops.dashboard.screen.CatalogueMessages;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The registry's devices of a scope, found by their id, type, place and state, a page at a time. */
@Component
final class DeviceSearch {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceSearch.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int PAGE = 100;

    private static final String WITHIN = """
        from cityops.device d
        where d.drill is null and (? or d.area = any (?)) and (? or d.sector = any (?))
            and d.id ilike ? and (? = '' or d.type = ?) and (? in ('', 'city') or d.area = ?)\
        """;

    private static final String PAGE_OF = "select d.id, d.type, d.sector, d.area, d.state, d.last_seen_at,"
            + " extract(epoch from d.expected_interval) * 1000 as interval_ms " + WITHIN
            + " and (? = '' or d.state = ?) order by d.id limit ? offset ?";

    private static final String COUNTS = "select d.state, count(*) " + WITHIN + " group by d.state";

    /** @param state empty: any; as of type and area */
    record Wanted(String words, String type, String area, String state, int from) {}

    private final JdbcClient database;
    private final Catalogue catalogue;
    private final CatalogueMessages words;

    DeviceSearch(JdbcClient database, Catalogue catalogue, CatalogueMessages words) {
        this.database = database;
        this.catalogue = catalogue;
        this.words = words;
    }

    /** A page of them, and how many there are of each state. */
    ObjectNode find(Scope scope, Wanted wanted) {
        ObjectNode found = JSON.objectNode();
        ArrayNode rows = found.putArray("devices");
        ObjectNode counts = found.putObject("counts");
        try {
            within(PAGE_OF, scope, wanted)
                    .param(wanted.state())
                    .param(wanted.state())
                    .param(PAGE)
                    .param(Math.max(0, wanted.from()))
                    .query((row, number) -> row(row))
                    .list()
                    .forEach(rows::add);
            within(COUNTS, scope, wanted)
                    .query((row, number) -> counts.put(row.getString(1), row.getInt(2)))
                    .list();
        } catch (DataAccessException e) {
            LOG.warn("The devices could not be searched: {}", e.getMessage());
            found.put("refused", "unavailable");
        }
        return found.put("page", PAGE);
    }

    private JdbcClient.StatementSpec within(String sql, Scope scope, Wanted wanted) {
        return database.sql(sql)
                .param(scope.everywhere())
                .param(scope.areas().toArray(String[]::new))
                .param(scope.everySector())
                .param(scope.sectors().toArray(String[]::new))
                .param("%" + escaped(wanted.words().strip()) + "%")
                .param(wanted.type())
                .param(wanted.type())
                .param(wanted.area())
                .param(wanted.area());
    }

    private static String escaped(String words) {
        return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private ObjectNode row(ResultSet row) throws SQLException {
        Timestamp seen = row.getTimestamp("last_seen_at");
        DeviceType type = catalogue.deviceType(row.getString("type"));
        ObjectNode node = JSON.objectNode()
                .put("id", row.getString("id"))
                .put("state", row.getString("state"))
                .put("sector", row.getString("sector"))
                .put("seen", seen == null ? null : seen.getTime())
                .put("intervalMs", row.getLong("interval_ms"));
        node.set(
                "type",
                CatalogueMessages.text(
                        type == null ? new Text(row.getString("type"), row.getString("type")) : type.name()));
        node.set("where", CatalogueMessages.text(words.nameOf(row.getString("area"))));
        return node;
    }
}
