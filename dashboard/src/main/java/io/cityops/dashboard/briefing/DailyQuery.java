package io.cityops.dashboard.briefing;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Indicator;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whole days of the indicators that have goals; read at most every ten minutes an area, for all who look. */
@Component
final class DailyQuery {
    private static final Logger LOG = LoggerFactory.getLogger(DailyQuery.class);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration BACK = Duration.ofDays(90);

    private static final String DAYS = """
        select indicator, window_start, value from store.indicator
        where area = ? and indicator = any (?::text[]) and window_seconds = 86400 and drill = ''
            and window_start >= ? and revision >= 1 and value is not null
        order by window_start\
        """;

    private record Read(Instant at, Map<String, List<Trajectory.Day>> days) {}

    private final JdbcClient database;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Map<String, Read> known = new ConcurrentHashMap<>();

    DailyQuery(JdbcClient database, Catalogue catalogue, Clock clock) {
        this.database = database;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** By indicator, each by time. */
    Map<String, List<Trajectory.Day>> of(String area) {
        return known.compute(area.isEmpty() ? Area.CITY : area, (code, before) -> {
                    Instant now = clock.instant();
                    return before != null && now.isBefore(before.at().plus(FRESH))
                            ? before
                            : new Read(now, read(code, now));
                })
                .days();
    }

    private Map<String, List<Trajectory.Day>> read(String area, Instant now) {
        Map<String, List<Trajectory.Day>> days = new HashMap<>();
        String[] wanted = catalogue.indicators().stream()
                .filter(indicator -> !indicator.goals().isEmpty())
                .map(Indicator::id)
                .toArray(String[]::new);
        try {
            database.sql(DAYS)
                    .params(area, wanted, Timestamp.from(now.minus(BACK)))
                    .query((row, number) -> days.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .add(new Trajectory.Day(row.getTimestamp(2).toInstant(), row.getDouble(3))))
                    .list();
        } catch (DataAccessException e) {
            LOG.warn("The days of area {} could not be read: {}", area, e.getMessage());
        }
        return days;
    }
}
