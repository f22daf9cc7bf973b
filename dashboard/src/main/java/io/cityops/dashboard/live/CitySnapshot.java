package io.cityops.dashboard.live;

import io.cityops.dashboard.access.Scope;
import io.cityops.model.catalogue.Area;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The city at one moment, as every wall shows it. Immutable; safe to share between threads.
 *
 * @param current for each indicator and area the newest window that has begun and has a value
 * @param history for each indicator the windows of the last {@link #TREND}, by start, of the city, or of the area that
 *     is shown first where that is another one
 * @param alerts not closed and calling for somebody, the worst first; those of the city, and of the drill that runs
 * @param aside not closed, and shelved or suppressed: in no list of what is wrong now
 * @param newestWriteMillis when the jobs last wrote anything, by the database's clock; 0 when they never did
 * @param drill of which the figures are; null in ordinary life
 */
public record CitySnapshot(
        Map<String, Map<String, Figure>> current,
        Map<String, NavigableMap<Long, Figure>> history,
        List<OpenAlert> alerts,
        List<OpenAlert> aside,
        long newestWriteMillis,
        @Nullable RunningDrill drill) {
    public static final Duration TREND = Duration.ofMinutes(90);

    public static final CitySnapshot EMPTY = new CitySnapshot(Map.of(), Map.of(), List.of(), List.of(), 0, null);

    /** Nothing known yet of a drill, or of ordinary life. */
    static CitySnapshot emptyOf(@Nullable RunningDrill drill) {
        return drill == null ? EMPTY : new CitySnapshot(Map.of(), Map.of(), List.of(), List.of(), 0, drill);
    }

    /** Whether nothing at all happened between the two: they are one object then, and nothing has to be compared. */
    @SuppressWarnings("ReferenceEquality")
    public boolean isThatOf(CitySnapshot other) {
        return this == other;
    }

    public @Nullable Figure figure(String indicator, String area) {
        return current.getOrDefault(indicator, Map.of()).get(area);
    }

    public Map<String, Figure> figures(String indicator) {
        return current.getOrDefault(indicator, Map.of());
    }

    /** Windows that are closed, and the newest one even when it is still open. */
    public List<TrendPoint> trend(String indicator) {
        NavigableMap<Long, Figure> windows = history.get(indicator);
        if (windows == null || windows.isEmpty()) {
            return List.of();
        }
        long newest = windows.lastKey();
        return windows.values().stream()
                .filter(figure -> figure.isFinal() || figure.windowStartMillis() == newest)
                .filter(figure -> figure.value() != null)
                .map(CitySnapshot::point)
                .toList();
    }

    /** Only what may be seen in this scope. Whoever does not see the whole city is shown no line of the city's. */
    public CitySnapshot within(Scope scope) {
        if (scope.isEverything()) {
            return this;
        }
        Map<String, Map<String, Figure>> seen = new HashMap<>();
        current.forEach((indicator, areas) -> {
            if (scope.hasSector(sectorOf(indicator))) {
                seen.put(indicator, scope.everywhere() ? areas : only(areas, scope));
            }
        });
        Map<String, NavigableMap<Long, Figure>> lines = new HashMap<>();
        if (scope.everywhere()) {
            history.forEach((indicator, line) -> {
                if (scope.hasSector(sectorOf(indicator))) {
                    lines.put(indicator, line);
                }
            });
        }
        return new CitySnapshot(
                Map.copyOf(seen), Map.copyOf(lines), only(alerts, scope), only(aside, scope), newestWriteMillis, drill);
    }

    private static List<OpenAlert> only(List<OpenAlert> alerts, Scope scope) {
        return alerts.stream()
                .filter(alert -> scope.has(alert.area(), alert.sector()))
                .toList();
    }

    /** Whether both have the same alarms, those that are aside included. */
    public boolean hasAlarmsOf(CitySnapshot other) {
        return alerts.equals(other.alerts) && aside.equals(other.aside);
    }

    /** How many are aside for this reason. */
    public long countAside(Aside.Kind kind) {
        return aside.stream()
                .map(alert -> alert.handling().aside())
                .filter(why -> why != null && why.kind() == kind)
                .count();
    }

    /** An indicator's id begins with its sector's. */
    private static String sectorOf(String indicator) {
        return indicator.substring(0, Math.max(0, indicator.indexOf('.')));
    }

    private static Map<String, Figure> only(Map<String, Figure> areas, Scope scope) {
        return areas.values().stream()
                .filter(figure -> scope.hasArea(figure.area()))
                .collect(Collectors.toUnmodifiableMap(Figure::area, figure -> figure));
    }

    /** With these lines in place of the city's: those of the area that is shown first. */
    CitySnapshot withHistory(Map<String, NavigableMap<Long, Figure>> lines) {
        return new CitySnapshot(current, lines, alerts, aside, newestWriteMillis, drill);
    }

    private static TrendPoint point(Figure figure) {
        Double value = figure.value();
        return new TrendPoint(figure.windowStartMillis(), value == null ? Double.NaN : value);
    }

    /**
     * With what was read now. A late correction of an old window changes the trend and leaves the current figure alone;
     * a window in the future changes nothing.
     */
    CitySnapshot with(Collection<Figure> read, Instant now) {
        if (read.isEmpty()) {
            return this;
        }
        Map<String, Map<String, Figure>> figures = new HashMap<>(current);
        Map<String, NavigableMap<Long, Figure>> lines = new HashMap<>(history);
        Map<String, List<Figure>> byIndicator = read.stream()
                .filter(figure -> figure.value() != null && figure.windowStartMillis() <= now.toEpochMilli())
                .collect(Collectors.groupingBy(Figure::indicator));
        byIndicator.forEach((indicator, rows) -> {
            figures.put(indicator, newest(figures(indicator), rows));
            lines.put(indicator, line(indicator, rows, now));
        });
        long newestWrite = read.stream().mapToLong(Figure::updatedMillis).reduce(newestWriteMillis, Math::max);
        if (byIndicator.isEmpty() && newestWrite == newestWriteMillis) {
            return this;
        }
        return new CitySnapshot(Map.copyOf(figures), Map.copyOf(lines), alerts, aside, newestWrite, drill);
    }

    /** Those that are not in this snapshot already, so that the reader's overlap disturbs no wall. */
    List<Figure> unseen(List<Figure> read) {
        return read.stream()
                .filter(figure -> !figure.equals(figure(figure.indicator(), figure.area())))
                .filter(figure -> {
                    NavigableMap<Long, Figure> line = history.getOrDefault(figure.indicator(), emptyLine());
                    return !figure.equals(line.get(figure.windowStartMillis()));
                })
                .toList();
    }

    private static Map<String, Figure> newest(Map<String, Figure> known, List<Figure> rows) {
        Map<String, Figure> areas = new HashMap<>(known);
        rows.forEach(row -> take(row, areas));
        return Map.copyOf(areas);
    }

    private NavigableMap<Long, Figure> line(String indicator, List<Figure> rows, Instant now) {
        NavigableMap<Long, Figure> line = new TreeMap<>(history.getOrDefault(indicator, emptyLine()));
        for (Figure row : rows) {
            if (row.area().equals(Area.CITY)) {
                line.put(row.windowStartMillis(), row);
            }
        }
        line.headMap(now.minus(TREND).toEpochMilli()).clear();
        return Collections.unmodifiableNavigableMap(line);
    }

    private static void take(Figure figure, Map<String, Figure> areas) {
        Figure known = areas.get(figure.area());
        if (known == null
                || figure.windowStartMillis() > known.windowStartMillis()
                || figure.windowStartMillis() == known.windowStartMillis()
                        && figure.updatedMillis() >= known.updatedMillis()) {
            areas.put(figure.area(), figure);
        }
    }

    private static NavigableMap<Long, Figure> emptyLine() {
        return Collections.emptyNavigableMap();
    }

    /** @param open all that are not closed */
    CitySnapshot withAlerts(List<OpenAlert> open) {
        List<OpenAlert> calling = open.stream().filter(OpenAlert::calls).toList();
        List<OpenAlert> others = open.stream().filter(alert -> !alert.calls()).toList();
        return calling.equals(alerts) && others.equals(aside)
                ? this
                : new CitySnapshot(current, history, calling, others, newestWriteMillis, drill);
    }
}
