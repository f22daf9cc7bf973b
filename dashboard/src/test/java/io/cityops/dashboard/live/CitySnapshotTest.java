package io.cityops.dashboard.live;

import static io.cityops.dashboard.live.FigureFixtures.LEVEL;
import static io.cityops.dashboard.live.FigureFixtures.NOON;
import static io.cityops.dashboard.live.FigureFixtures.figure;
import static io.cityops.dashboard.live.FigureFixtures.grown;
import static io.cityops.dashboard.live.FigureFixtures.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CitySnapshotTest {
    private static final Instant MINUTE_AGO = NOON.minusSeconds(60);

    @Test
    void theNewestWindowThatHasAValueIsTheCurrentFigure() {
        CitySnapshot snapshot = snapshot(
                figure("25747", MINUTE_AGO, 1.2), figure("25747", NOON, null), figure("25747", MINUTE_AGO, 1.3));

        assertThat(snapshot.figure(LEVEL, "25747").value()).isEqualTo(1.3);
        assertThat(snapshot.figure(LEVEL, "25747").windowStartMillis()).isEqualTo(MINUTE_AGO.toEpochMilli());
    }

    @Test
    void aWindowThatHasNotBegunChangesNothing() {
        CitySnapshot before = snapshot(figure("city", MINUTE_AGO, 1.2));

        CitySnapshot after = grown(before, figure("city", NOON.plus(Duration.ofMinutes(5)), 9.9, 0, MINUTE_AGO));

        assertThat(after.isThatOf(before)).isTrue();
    }

    @Test
    void aLateCorrectionChangesTheTrendAndLeavesTheCurrentFigureAlone() {
        CitySnapshot before = snapshot(figure("city", MINUTE_AGO, 1.2, 1, NOON), figure("city", NOON, 1.4));

        CitySnapshot after = grown(before, figure("city", MINUTE_AGO, 1.1, 2, NOON.plusSeconds(50)));

        assertThat(after.figure(LEVEL, "city").value()).isEqualTo(1.4);
        assertThat(after.trend(LEVEL))
                .containsExactly(
                        new TrendPoint(MINUTE_AGO.toEpochMilli(), 1.1), new TrendPoint(NOON.toEpochMilli(), 1.4));
        assertThat(before.trend(LEVEL).getFirst().value())
                .as("an old snapshot stays as it was")
                .isEqualTo(1.2);
    }

    @Test
    void theTrendShowsAnOpenWindowOnlyAtItsEnd() {
        CitySnapshot snapshot = snapshot(
                figure("city", NOON.minusSeconds(180), 1.0, 1, NOON),
                figure("city", NOON.minusSeconds(120), 5.0, 0, NOON),
                figure("city", MINUTE_AGO, 1.2, 1, NOON),
                figure("city", NOON, 1.4, 0, NOON));

        assertThat(snapshot.trend(LEVEL)).extracting(TrendPoint::value).containsExactly(1.0, 1.2, 1.4);
    }

    @Test
    void theTrendForgetsWhatIsOlderThanNinetyMinutes() {
        CitySnapshot snapshot =
                snapshot(figure("city", NOON.minus(Duration.ofMinutes(95)), 1.0, 1, NOON), figure("city", NOON, 1.4));

        assertThat(snapshot.trend(LEVEL)).hasSize(1);
    }

    @Test
    void wardsHaveNoTrend() {
        assertThat(snapshot(figure("25747", NOON, 1.0)).trend(LEVEL)).isEmpty();
    }

    @Test
    void rowsReadTwiceAreNotNewTheSecondTime() {
        Figure row = figure("25747", NOON, 1.0);
        Figure rewritten = figure("25747", NOON, 1.1, 0, NOON.plusSeconds(40));

        assertThat(snapshot(row).unseen(List.of(row, rewritten))).containsExactly(rewritten);
    }

    @Test
    void theNewestWriteIsKnownEvenWhenItHadNoValue() {
        CitySnapshot after =
                grown(snapshot(figure("city", NOON, 1.0)), figure("city", NOON, null, 0, NOON.plusSeconds(45)));

        assertThat(after.newestWriteMillis()).isEqualTo(NOON.plusSeconds(45).toEpochMilli());
    }
}
