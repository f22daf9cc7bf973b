package io.cityops.jobs.store;

import io.cityops.jobs.indicator.AreaFigure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * One row for each area, indicator and window: the newest revision known. Each batch wakes the dashboards once, when it
 * is committed.
 */
final class IndicatorTable implements Table<AreaFigure> {
    private static final String SQL = """
            insert into store.indicator as known (window_start, window_seconds, area, indicator, value, expected,
                reporting, excluded, revision, quality, newest_reading_at, updated_at)
            select timestamptz 'epoch' + start * interval '1 millisecond', seconds, area, indicator, value, expected,
                   reporting, 0, revision, nullif(quality, ''),
                   timestamptz 'epoch' + newest * interval '1 millisecond', clock_timestamp()
            from unnest(?::int8[], ?::int4[], ?::text[], ?::text[], ?::float8[], ?::int4[], ?::int4[], ?::int4[],
                        ?::text[], ?::int8[])
                 as row (start, seconds, area, indicator, value, expected, reporting, revision, quality, newest)
            on conflict (area, indicator, window_seconds, window_start) do update set
                value = excluded.value, expected = excluded.expected, reporting = excluded.reporting,
                excluded = excluded.excluded, revision = excluded.revision, quality = excluded.quality,
                newest_reading_at = excluded.newest_reading_at, updated_at = excluded.updated_at
                where excluded.revision >= known.revision
            """;

    @Override
    public String name() {
        return "indicator";
    }

    private record Key(String area, String indicator, int seconds, long start) {}

    @Override
    public Object keyOf(AreaFigure figure) {
        return new Key(figure.area, figure.indicator, figure.windowSeconds, figure.windowStartMillis);
    }

    @Override
    public void write(Connection connection, List<AreaFigure> figures) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            new Columns<>(connection, statement, figures)
                    .longs(figure -> figure.windowStartMillis)
                    .integers(figure -> figure.windowSeconds)
                    .texts(figure -> figure.area)
                    .texts(figure -> figure.indicator)
                    .doublesOrNull(figure -> figure.value)
                    .integers(figure -> figure.expected)
                    .integers(figure -> figure.reporting)
                    .integers(figure -> figure.revision)
                    .texts(figure -> figure.quality)
                    .longsOrNull(figure -> figure.newestObservedAtMillis, AreaFigure.NO_READING);
            statement.executeUpdate();
        }
        try (PreparedStatement notice = connection.prepareStatement("select pg_notify('cityops_indicator', '')")) {
            notice.execute();
        }
    }
}
