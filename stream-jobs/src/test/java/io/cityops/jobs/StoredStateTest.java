package io.cityops.jobs;

import static io.cityops.jobs.ReportFixtures.WARD;
import static io.cityops.jobs.ReportFixtures.gauge;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.ReportFixtures.numbered;
import static io.cityops.jobs.ReportFixtures.receivedAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.indicator.CityFigures;
import java.util.List;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * State that an earlier version wrote, kept as files: a gauge, a camera and an air station of the first minute after
 * noon, taken when the stream had reached 12:01:40. It lacks fields that were added since.
 */
class StoredStateTest {
    private CityFigures city;

    @BeforeEach
    void restore() throws Exception {
        String folder = "src/test/resources/state-v1/";
        city = new CityFigures(
                CityCatalogue.BUILT_IN,
                Timing.DEFAULT,
                OperatorSnapshotUtil.readStateHandle(folder + "readings.snapshot"),
                OperatorSnapshotUtil.readStateHandle(folder + "area-indicators.snapshot"));
    }

    @AfterEach
    void close() throws Exception {
        city.close();
    }

    @Test
    void whatWasSeenBeforeIsStillACopy() throws Exception {
        city.take(receivedAt(110, numbered(1, gauge("river", 10, 1.25))));
        assertThat(city.stored()).isEmpty();
    }

    @Test
    void aLateReadingCorrectsAWindowThatTheEarlierVersionClosed() throws Exception {
        city.take(receivedAt(110, numbered(2, gauge("river", 50, 1.40))));
        city.clock(1_010_000);
        List<AreaFigure> corrected = city.all().stream()
                .filter(figure -> figure.kind == AreaFigure.Kind.CORRECTION)
                .filter(figure -> figure.area.equals(WARD) && figure.indicator.equals("water.river_level"))
                .filter(figure -> figure.windowSeconds == 60)
                .toList();
        assertThat(corrected).singleElement().satisfies(figure -> {
            assertThat(figure.windowStartMillis).isEqualTo(noonPlus(0));
            assertThat(figure.value).isEqualTo(1.40);
            assertThat(figure.readings).isEqualTo(2);
            assertThat(figure.reporting).as("the device was counted before").isEqualTo(1);
        });
    }

    @Test
    void timersOfTheEarlierVersionStillCloseItsWindows() throws Exception {
        city.streamReaches(noonPlus(3_700));
        assertThat(city.all())
                .filteredOn(figure -> figure.kind == AreaFigure.Kind.FINAL && figure.area.equals(WARD))
                .filteredOn(figure -> figure.indicator.equals("environment.pm25") && figure.windowSeconds == 3600)
                .singleElement()
                .satisfies(figure -> assertThat(figure.value).isEqualTo(50));
    }
}
