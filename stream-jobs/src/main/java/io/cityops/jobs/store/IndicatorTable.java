package io.cityops.jobs.store;

import io.cityops.jobs.indicator.AreaFigure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * One row for each area, indicator, window and drill: the newest revision known; the database keeps those before. Of a
 * closed window the figure with more readings is the newer one, so what is written again after a crash changes nothing,
 * and a figure that says the same is no revision. Each batch wakes the dashboards once, when it is committed.
 */
final class IndicatorTable implements Table<AreaFigure> {
    private static final String SQL = """
            insert into store.indicator as known (window_start, window_seconds, area, indicator, value, expected,
                reporting, excluded, revision, quality, newest_reading_at, updated_at, drill, readings, late, passport)
            select timestamptz 'epoch' + start * interval '1 millisecond', seconds, area, indicator, value, expected,
                   reporting, excluded, revision, nullif(quality, ''),
                   timestamptz 'epoch' + newest * interval '1 millisecond', clock_timestamp(), drill, readings, late,
                   passport::jsonb
            from unnest(?::int8[], ?::int4[], ?::text[], ?::text[], ?::float8[], ?::int4[], ?::int4[], ?::int4[],
                        ?::int4[], ?::text[], ?::int8[], ?::text[], ?::int8[], ?::int4[], ?::text[])
                 as row (start, seconds, area, indicator, value, expected, reporting, excluded, revision, quality,
                         newest, drill, readings, late, passport)
            on conflict (area, indicator, window_seconds, window_start, drill) do update set
                value = excluded.value, expected = excluded.expected, reporting = excluded.reporting,
                excluded = excluded.excluded, quality = excluded.quality,
                newest_reading_at = excluded.newest_reading_at, updated_at = excluded.updated_at,
                readings = excluded.readings, late = excluded.late, passport = excluded.passport,
                revision = case
                    when known.revision = 0 then excluded.revision
                    when (known.value, known.reporting, known.quality)
                        is distinct from (excluded.value, excluded.reporting, excluded.quality) then known.revision + 1
                    else known.revision end
                where case
                    when known.revision = 0 then excluded.revision > 0 or excluded.readings >= known.readings
                    else excluded.revision > 0 and excluded.readings > known.readings end
            """;

    @Override
    public String name() {
        return "indicator";
    }

    private record Key(String area, String indicator, int seconds, long start, String drill) {}

    @Override
    public Object keyOf(AreaFigure figure) {
        return new Key(figure.area, figure.indicator, figure.windowSeconds, figure.windowStartMillis, figure.drill);
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
                    .integers(AreaFigure::excluded)
                    .integers(figure -> figure.kind == AreaFigure.Kind.EARLY ? 0 : 1)
                    .texts(figure -> figure.quality)
                    .longsOrNull(figure -> figure.newestObservedAtMillis, AreaFigure.NO_READING)
                    .texts(figure -> figure.drill)
                    .longs(figure -> figure.readings)
                    .integers(figure -> figure.late)
                    .texts(Passport::json);
            statement.executeUpdate();
        }
        try (PreparedStatement notice = connection.prepareStatement("select pg_notify('cityops_indicator', '')")) {
            notice.execute();
        }
    }
}
