package io.cityops.dashboard.desk;

import io.cityops.dashboard.access.Scope;
import io.cityops.dashboard.screen.CatalogueMessages;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Text;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The devices of an area and how they are, those that need somebody first; read at most every five seconds an area. */
@Component
final class DeviceStates {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceStates.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MOST = 300;

    private static final String OF_AREA = """
        select id, type, sector, area, state, last_seen_at
        from cityops.device where (? or area = ?) and drill is null
        order by case state when 'silent' then 0 when 'never-seen' then 1 when 'disabled' then 2 else 3 end, id
        limit ?\
        """;

    private record Row(String id, String type, String sector, String area, String state, long seenMillis) {}

    private record Read(Instant at, List<Row> rows) {}

    private final JdbcClient database;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Map<String, Read> known = new ConcurrentHashMap<>();

    DeviceStates(JdbcClient database, Catalogue catalogue, Clock clock) {
        this.database = database;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    ObjectNode in(String area, Scope scope) {
        Read read = known.compute(area, (code, before) -> {
            Instant now = clock.instant();
            return before != null && now.isBefore(before.at().plus(FRESH)) ? before : new Read(now, rows(code));
        });
        ObjectNode told = JSON.objectNode();
        ArrayNode list = told.putArray("devices");
        read.rows().stream()
                .filter(row -> scope.has(row.area(), row.sector()))
                .map(this::json)
                .forEach(list::add);
        told.put("most", MOST);
        return told;
    }

    private List<Row> rows(String area) {
        try {
            return database.sql(OF_AREA)
                    .params(area.equals(Area.CITY), area, MOST)
                    .query((row, number) -> {
                        Timestamp seen = row.getTimestamp("last_seen_at");
                        return new Row(
                                row.getString("id"),
                                row.getString("type"),
                                row.getString("sector"),
                                row.getString("area"),
                                row.getString("state"),
                                seen == null ? 0L : seen.getTime());
                    })
                    .list();
        } catch (DataAccessException e) {
            LOG.warn("The devices of area {} could not be read: {}", area, e.getMessage());
            return List.of();
        }
    }

    private ObjectNode json(Row row) {
        DeviceType type = catalogue.deviceType(row.type());
        Text name = type == null ? new Text(row.type(), row.type()) : type.name();
        ObjectNode node = JSON.objectNode();
        node.put("id", row.id()).put("state", row.state()).put("area", row.area());
        node.put("seen", row.seenMillis() == 0 ? null : row.seenMillis());
        node.set("type", CatalogueMessages.text(name));
        return node;
    }
}
