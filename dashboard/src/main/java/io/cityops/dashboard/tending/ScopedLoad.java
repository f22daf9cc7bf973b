package io.cityops.dashboard.tending;

import io.cityops.dashboard.access.Scope;
import io.cityops.dashboard.tending.AlarmLoad.Desk;
import io.cityops.dashboard.tending.LoadWatch.Picture;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The load of whoever answers for a scope, out of that of each sector of each area. */
public final class ScopedLoad {
    /** Limits of EEMUA 191 and ISA-18.2, where no row of the database says them. */
    private static final int FLOOD_IN_10_MIN = 10;

    private static final int PEAK_AN_HOUR = 15;
    private static final int STEADY_AN_HOUR = 5;

    private ScopedLoad() {}

    /** Of all that somebody answers for. */
    public static Desk own(Scope scope, Picture picture) {
        return scope.isEverything() ? exactly(null, picture) : sum(scope, null, picture);
    }

    /** Of one of their sectors. */
    public static Desk ofSector(Scope scope, String sector, Picture picture) {
        return scope.everywhere() ? exactly(sector, picture) : sum(scope, sector, picture);
    }

    private static Desk exactly(@Nullable String sector, Picture picture) {
        return picture.desks().stream()
                .filter(desk -> desk.area() == null && Objects.equals(desk.sector(), sector))
                .findFirst()
                .orElse(made(sector, List.of()));
    }

    private static Desk sum(Scope scope, @Nullable String sector, Picture picture) {
        return made(
                sector,
                picture.desks().stream()
                        .filter(desk -> isWithin(scope, desk.area(), desk.sector()))
                        .filter(desk -> sector == null || sector.equals(desk.sector()))
                        .toList());
    }

    /** Of the desks of one sector of one area, in which each alarm is counted once. */
    private static boolean isWithin(Scope scope, @Nullable String area, @Nullable String sector) {
        return area != null && sector != null && scope.has(area, sector);
    }

    /** Of a desk that answers for several, whose alarms are counted each once. */
    private static Desk made(@Nullable String sector, List<Desk> parts) {
        int last10Min = parts.stream().mapToInt(Desk::last10Min).sum();
        int lastHour = parts.stream().mapToInt(Desk::lastHour).sum();
        int lastDay = parts.stream().mapToInt(Desk::lastDay).sum();
        Instant floodSince = parts.stream()
                .map(Desk::floodSince)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        String verdict = last10Min > FLOOD_IN_10_MIN || floodSince != null
                ? "flood"
                : lastHour > PEAK_AN_HOUR ? "overload" : last10Min > 1 && lastHour > STEADY_AN_HOUR ? "busy" : "calm";
        return new Desk(
                null,
                sector,
                last10Min,
                lastHour,
                lastDay,
                Math.round(lastDay / 2.4) / 10.0,
                FLOOD_IN_10_MIN,
                PEAK_AN_HOUR,
                STEADY_AN_HOUR,
                parts.stream().mapToInt(Desk::standing).sum(),
                floodSince,
                parts.stream().mapToDouble(Desk::floodShare).max().orElse(0),
                verdict);
    }
}
