package io.cityops.dashboard.live;

import io.cityops.dashboard.access.Scope;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What each scope sees of the newest snapshot, made once for all its screens. The snapshot holds the lines of the whole
 * city only, so those of a ward that is somebody's home are read here: once a minute a ward, however many look.
 */
@Component
public final class ScopedCity {
    private static final Logger LOG = LoggerFactory.getLogger(ScopedCity.class);
    private static final Duration FRESH = Duration.ofSeconds(60);
    /** Scopes are few; this bounds what those that nobody has any more may hold. */
    private static final int MOST_SCOPES = 500;

    private record Lines(Instant readAt, String drill, Map<String, NavigableMap<Long, Figure>> ofIndicators) {}

    private record Seen(CitySnapshot of, CitySnapshot as) {}

    private final DataSource database;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Map<String, Lines> linesOf = new ConcurrentHashMap<>();
    private final Map<Scope, Seen> seenBy = new ConcurrentHashMap<>();

    ScopedCity(DataSource database, Catalogue catalogue, Clock clock) {
        this.database = database;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** The same object for the same snapshot. */
    public CitySnapshot seen(CitySnapshot newest, Scope scope) {
        if (scope.isEverything()) {
            return newest;
        }
        if (seenBy.size() > MOST_SCOPES) {
            seenBy.clear();
        }
        return seenBy.compute(
                        scope,
                        (wanted, before) -> before != null && before.of().isThatOf(newest)
                                ? before
                                : new Seen(newest, made(newest, wanted)))
                .as();
    }

    private CitySnapshot made(CitySnapshot newest, Scope scope) {
        CitySnapshot within = newest.within(scope);
        if (scope.home().equals(Area.CITY)) {
            return within;
        }
        Lines lines = linesOf.compute(
                scope.home(),
                (area, before) -> before != null && isFresh(before, newest) ? before : read(area, newest));
        Map<String, NavigableMap<Long, Figure>> shown = new HashMap<>();
        within.current().keySet().forEach(indicator -> {
            NavigableMap<Long, Figure> line =
                    new TreeMap<>(lines.ofIndicators().getOrDefault(indicator, new TreeMap<>()));
            Figure last = within.figure(indicator, scope.home());
            if (last != null) {
                line.put(last.windowStartMillis(), last);
            }
            shown.put(indicator, line);
        });
        return within.withHistory(Map.copyOf(shown));
    }

    private boolean isFresh(Lines lines, CitySnapshot newest) {
        return lines.drill().equals(drillOf(newest))
                && clock.instant().isBefore(lines.readAt().plus(FRESH));
    }

    private Lines read(String area, CitySnapshot newest) {
        Instant now = clock.instant();
        Map<String, NavigableMap<Long, Figure>> lines = new HashMap<>();
        try (Connection connection = database.getConnection()) {
            CityQueries queries = new CityQueries(connection, catalogue, newest.drill());
            for (Figure figure : queries.history(area, now.minus(CitySnapshot.TREND), now)) {
                lines.computeIfAbsent(figure.indicator(), indicator -> new TreeMap<>())
                        .put(figure.windowStartMillis(), figure);
            }
        } catch (SQLException e) {
            LOG.warn("The lines of area {} could not be read: {}", area, e.getMessage());
        }
        return new Lines(now, drillOf(newest), lines);
    }

    private static String drillOf(CitySnapshot snapshot) {
        @Nullable RunningDrill drill = snapshot.drill();
        return drill == null ? "" : drill.id();
    }
}
