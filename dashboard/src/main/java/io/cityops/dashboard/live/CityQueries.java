package io.cityops.dashboard.live;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Indicator;
import io.cityops.model.catalogue.Text;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
             and drill = ? and window_start <= ? and window_start > ? and value is not null
             order by window_start desc limit 1) as newest""";

    private static final String HISTORY = "select " + COLUMNS + """
             from store.indicator
             where area = ? and indicator = any(?::text[]) and window_seconds = 60
             and drill = ? and window_start <= ? and window_start >= ? and value is not null""";

    private static final String CHANGED =
            "select " + COLUMNS + " from store.indicator where updated_at > ? and window_seconds = 60 and drill = ?";

    /**
     * Worst first, the newest first among equals, unacknowledged before the others. In a drill the city's own alarms that
     * cannot wait go before all others, for nothing rehearsed may hide them; the rest take turns with the drill's.
     */
    private static final String ALERTS = AlertRows.SELECT + """

            where a.state <> 'closed' and a.drill in ('', ?)
            order by (a.drill = '' and a.severity in ('critical', 'high')) desc, store.severity_rank(a.severity) desc,
                     row_number() over (partition by a.drill, a.severity
                         order by (a.state = 'active') desc, a.opened_at desc, a.id),
                     a.drill desc""";

    private static final String DRILL =
            "select id, name_vi, name_en, started_at, ends_at from cityops.drill where running";

    private final Connection connection;
    private final String[] areas;
    private final String[] indicators;
    /** Of which drill everything is read; empty in ordinary life. */
    private final String drill;

    CityQueries(Connection connection, Catalogue catalogue, @Nullable RunningDrill drill) {
        this.connection = connection;
        this.drill = drill == null ? "" : drill.id();
        areas = catalogue.areas().stream().map(Area::code).toArray(String[]::new);
        indicators = catalogue.indicators().stream().map(Indicator::id).toArray(String[]::new);
    }

    static @Nullable RunningDrill runningDrill(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(DRILL);
                ResultSet row = query.executeQuery()) {
            return row.next()
                    ? new RunningDrill(
                            row.getString(1),
                            new Text(row.getString(2), row.getString(3)),
                            row.getTimestamp(4).getTime(),
                            row.getTimestamp(5).getTime())
                    : null;
        }
    }

    /** The newest value of each area and indicator, not older than {@code since}. */
    List<Figure> current(Instant since, Instant now) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(CURRENT)) {
            query.setArray(1, texts(areas));
            query.setArray(2, texts(indicators));
            query.setString(3, drill);
            query.setTimestamp(4, Timestamp.from(now));
            query.setTimestamp(5, Timestamp.from(since));
            return figures(query);
        }
    }

    List<Figure> history(String area, Instant since, Instant now) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HISTORY)) {
            query.setString(1, area);
            query.setArray(2, texts(indicators));
            query.setString(3, drill);
            query.setTimestamp(4, Timestamp.from(now));
            query.setTimestamp(5, Timestamp.from(since));
            return figures(query);
        }
    }

    /** @param since by the database's clock */
    List<Figure> changedAfter(Instant since) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(CHANGED)) {
            query.setTimestamp(1, Timestamp.from(since));
            query.setString(2, drill);
            return figures(query);
        }
    }

    List<OpenAlert> openAlerts() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ALERTS)) {
            query.setString(1, drill);
            List<OpenAlert> alerts = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    alerts.add(AlertRows.alert(row));
                }
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

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() || !Double.isFinite(value) ? null : value;
    }

    private static @Nullable Long millis(@Nullable Timestamp at) {
        return at == null ? null : at.getTime();
    }
}
