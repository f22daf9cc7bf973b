package io.cityops.jobs.device;

import static io.cityops.jobs.ReportFixtures.gauge;
import static io.cityops.jobs.catalogue.CatalogueFixtures.FAST_RISE;
import static io.cityops.jobs.catalogue.CatalogueFixtures.appended;
import static io.cityops.jobs.catalogue.CatalogueFixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.alarm.Sample;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.telemetry.Quality;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The river's levels of alarm lie between 1.4 and 1.6 m. */
class WatchedTest {
    private final Watched watched = new Watched(CityCatalogue.BUILT_IN.get());
    private final List<Sample> samples = new ArrayList<>();
    private Watched.Told told;

    @Test
    void aRuleIsToldOnceThatAllIsWell() {
        tell(gauge("river", 0, 0.2));
        tell(gauge("river", 60, 0.3));
        tell(gauge("river", 120, 0.1));
        assertThat(values()).containsExactly(0.2);
    }

    @Test
    void everyValueNearAnAlarmIsToldAndTheFirstOneBehindIt() {
        tell(gauge("river", 0, 0.2));
        tell(gauge("river", 60, 1.55));
        tell(gauge("river", 120, 1.58));
        tell(gauge("river", 180, 0.2));
        tell(gauge("river", 240, 0.2));
        assertThat(values()).containsExactly(0.2, 1.55, 1.58, 0.2);
    }

    @Test
    void aValueOlderThanOneThatWasLeftOutIsLeftOutToo() {
        tell(gauge("river", 0, 0.2));
        tell(gauge("river", 120, 0.2));
        tell(gauge("river", 60, 1.9));
        assertThat(values()).as("the river is low again since").containsExactly(0.2);
    }

    @Test
    void aValueThatIsNotBelievedSaysNothing() {
        DeviceReport stuck = gauge("river", 0, 1.9);
        stuck.doubt(0, Quality.STUCK);
        tell(stuck);
        assertThat(samples).isEmpty();
    }

    @Test
    void aRuleOnARateOfChangeIsToldWhatLaterValuesAreMeasuredFromAndWhatIsNearAnAlarm() {
        Watched changing =
                new Watched(CityCatalogue.of(version(1, 0, appended(CatalogueText.read(null), "rules.yaml", FAST_RISE)))
                        .get());
        // A part of the quarter of an hour behind is 75 s.
        for (int second = 0; second < 1_200; second += 15) {
            told = changing.tell(gauge("river", second, 0.2), told, samples::add);
        }
        samples.clear();
        double[] levels = {0.2, 0.19, 0.2, 0.2, 0.2, 0.25, 0.26, 0.4, 0.7, 0.25, 0.25};
        for (int i = 0; i < levels.length; i++) {
            told = changing.tell(gauge("river", 1_200 + 15 * i, levels[i]), told, samples::add);
        }
        assertThat(samples)
                .filteredOn(sample -> sample.rule.equals("water.fast-rise"))
                .extracting(sample -> sample.value)
                .as("the lowest and the first of each 75 s, the rises, and that they are over")
                .containsExactly(0.2, 0.19, 0.25, 0.4, 0.7, 0.25, 0.25);
    }

    private void tell(DeviceReport report) {
        told = watched.tell(report, told, samples::add);
    }

    private List<Double> values() {
        return samples.stream()
                .filter(sample -> sample.rule.equals("water.river-alarm"))
                .map(sample -> sample.value)
                .toList();
    }
}
