package io.cityops.dashboard.live;

import io.cityops.model.catalogue.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Figures around one moment. */
public final class FigureFixtures {
    public static final Instant NOON = Instant.parse("2026-11-22T05:00:00Z");
    public static final String LEVEL = "water.river_level";

    private FigureFixtures() {}

    public static Figure figure(String area, Instant windowStart, @Nullable Double value) {
        return figure(area, windowStart, value, 0, windowStart.plusSeconds(30));
    }

    public static Figure figure(
            String area, Instant windowStart, @Nullable Double value, int revision, Instant updatedAt) {
        return new Figure(
                area,
                LEVEL,
                windowStart.toEpochMilli(),
                value,
                10,
                9,
                revision,
                null,
                windowStart.plus(Duration.ofSeconds(20)).toEpochMilli(),
                updatedAt.toEpochMilli());
    }

    /** A snapshot of these figures at {@link #NOON}. */
    public static CitySnapshot snapshot(Figure... figures) {
        return grown(CitySnapshot.EMPTY, figures);
    }

    /** The same in a drill. */
    public static CitySnapshot inDrill(String id, Figure... figures) {
        RunningDrill drill =
                new RunningDrill(id, new Text("Triều cường", "Spring tide"), NOON.toEpochMilli(), NOON.toEpochMilli());
        return grown(CitySnapshot.emptyOf(drill), figures);
    }

    public static CitySnapshot grown(CitySnapshot before, Figure... figures) {
        return before.with(List.of(figures), NOON.plusSeconds(59));
    }

    public static CitySnapshot withAlerts(CitySnapshot before, OpenAlert... alerts) {
        return before.withAlerts(List.of(alerts));
    }
}
