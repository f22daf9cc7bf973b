package io.cityops.dashboard.live;

import static io.cityops.dashboard.live.FigureFixtures.LEVEL;
import static io.cityops.dashboard.live.FigureFixtures.NOON;
import static io.cityops.dashboard.live.FigureFixtures.figure;
import static io.cityops.dashboard.live.FigureFixtures.snapshot;
import static io.cityops.dashboard.live.FigureFixtures.withAlerts;
import static io.cityops.dashboard.wall.AlertFixtures.riverAlarm;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.dashboard.access.Scope;
import io.cityops.model.catalogue.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopedSnapshotTest {
    private final Catalogue catalogue = Catalogue.load(null);
    private final CitySnapshot everything = withAlerts(
            snapshot(figure("city", NOON, 1.2), figure("25768", NOON, 1.1), figure("25750", NOON, 1.0)),
            riverAlarm("high", "báo động II", 1.5));

    @Test
    void aWardSeesItsFiguresAndAlarmsAndNeitherTheCitysNorAnothers() {
        CitySnapshot seen = everything.within(Scope.of(List.of("25768"), List.of(), catalogue));

        assertThat(seen.figures(LEVEL)).containsOnlyKeys("25768");
        assertThat(seen.trend(LEVEL)).isEmpty();
        assertThat(seen.alerts()).hasSize(1);
        assertThat(everything
                        .within(Scope.of(List.of("25750"), List.of(), catalogue))
                        .alerts())
                .isEmpty();
    }

    @Test
    void aSectorIsHiddenFromOthers() {
        CitySnapshot seen = everything.within(Scope.of(List.of("city"), List.of("traffic"), catalogue));

        assertThat(seen.figures(LEVEL)).isEmpty();
        assertThat(seen.trend(LEVEL)).isEmpty();
        assertThat(seen.alerts()).isEmpty();
    }

    @Test
    void whoSeesEverythingSharesTheSnapshotItself() {
        assertThat(everything.within(Scope.EVERYTHING).isThatOf(everything)).isTrue();
    }
}
