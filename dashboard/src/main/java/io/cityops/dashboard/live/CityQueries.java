package io.cityops.dashboard.live;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Indicator;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The few reads that all walls live on; windows of one minute. */
final class CityQueries {
    private static final String COLUMNS =
            "area, indicator, window_start, value, expected, reporting, revision, quality,"
                    + " newest_reading_at, updated_at ";

    /** One step into an index a pair of area and indicator, however much history there is. */
    private static final String CURRENT = "select " + COLUMNS
            + " from unnest(?::text[]) as wanted_area, unnest(?::text[]) as wanted_indicator, lateral (select "
            + COLUMNS
            + """
             from store.indicator
             where area = wanted_area and indicator = wanted_indicator and window_seconds = 60
             and window_start <= ? and window_start > ? and value is not null
             order by window_start desc limit 1) as newest""";

    private static final String HISTORY = "select " + COLUMNS + """
             from store.indicator
             where area = ? and indicator = any(?::text[]) and window_seconds = 60
             and window_start <= ? and window_start >= ? and value is not null""";

    private static final String CHANGED =
            "select " + COLUMNS + " from store.indicator where updated_at > ? and window_seconds = 60";

    /** The same worst-first order as on the wall; the newest first among equals, unacknowledged before the others. */
    private static final String ALERTS = """
            select id, rule, entity_kind, entity_id, area, severity, level, state, opened_at, value, threshold, message,
                   acknowledged_by
            from store.alert where state <> 'closed'
            order by store.severity_rank(severity) desc, (state = 'active') desc, opened_at desc, id""";

    private final Connection connection;
    private final String[] areas;
    private final String[] indicators;

    CityQueries(Connection connection, Catalogue catalogue) {
        this.connection = connection;
        areas = catalogue.areas().stream().map(Area::code).toArray(String[]::new);
        indicators = catalogue.indicators().stream().map(Indicator::id).toArray(String[]::new);
    }

    /** The newest value of each area and indicator, not older than {@code since}. */
    List<Figure> current(Instant since, Instant now) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(CURRENT)) {
            query.setArray(1, texts(areas));
            query.setArray(2, texts(indicators));
            query.setTimestamp(3, Timestamp.from(now));
            query.setTimestamp(4, Timestamp.from(since));
            return figures(query);
        }
    }

    List<Figure> cityHistory(Instant since, Instant now) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HISTORY)) {
            query.setString(1, Area.CITY);
            query.setArray(2, texts(indicators));
            query.setTimestamp(3, Timestamp.from(now));
            query.setTimestamp(4, Timestamp.from(since));
            return figures(query);
        }
    }

    /** @param since by the database's clock */
    List<Figure> changedAfter(Instant since) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(CHANGED)) {
            query.setTimestamp(1, Timestamp.from(since));
            return figures(query);
        }
    }

    List<OpenAlert> openAlerts() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ALERTS);
                ResultSet row = query.executeQuery()) {
            List<OpenAlert> alerts = new ArrayList<>();
            while (row.next()) {
                alerts.add(alert(row));
            }
            return alerts;
        }
    }

    private Array texts(String[] values) throws SQLException {
        return connection.createArrayOf("text", values);
    }

    private static List<Figure> figures(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            List<Figure> figures = new ArrayList<>();
            while (row.next()) {
                figures.add(figure(row));
            }
            return figures;
        }
    }

    private static Figure figure(ResultSet row) throws SQLException {
        return new Figure(
                row.getString(1),
                row.getString(2),
                row.getTimestamp(3).getTime(),
                number(row, 4),
                row.getInt(5),
                row.getInt(6),
                row.getInt(7),
                row.getString(8),
                millis(row.getTimestamp(9)),
                row.getTimestamp(10).getTime());
    }

    private static OpenAlert alert(ResultSet row) throws SQLException {
        return new OpenAlert(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getTimestamp(9).getTime(),
                number(row, 10),
                number(row, 11),
                row.getString(12),
                row.getString(13));
    }

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() || !Double.isFinite(value) ? null : value;
    }

    private static @Nullable Long millis(@Nullable Timestamp at) {
        return at == null ? null : at.getTime();
    }
}
