package io.cityops.jobs.catalogue;

import static io.cityops.jobs.ReportFixtures.WARD;
import static io.cityops.jobs.ReportFixtures.gauge;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.ReportFixtures.receivedAt;
import static io.cityops.jobs.catalogue.CatalogueFixtures.MEAN_LEVEL;
import static io.cityops.jobs.catalogue.CatalogueFixtures.appended;
import static io.cityops.jobs.catalogue.CatalogueFixtures.changed;
import static io.cityops.jobs.catalogue.CatalogueFixtures.edition;
import static io.cityops.jobs.catalogue.CatalogueFixtures.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.indicator.CityFigures;
import io.cityops.model.catalogue.CatalogueText;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both stages of the indicators while the catalogue is changed at 12:02:00 of the stream's time. */
class LiveIndicatorsTest {
    private static final CatalogueText BUILT_IN = CatalogueText.read(null);
    private static final String LEVEL = "water.river_level";
    private static final int CHANGE = 120;

    private CityFigures city;

    @BeforeEach
    void open() throws Exception {
        city = new CityFigures(CityCatalogue.BUILT_IN, Timing.DEFAULT);
        city.hear(edition(1, noonPlus(-3600), BUILT_IN));
    }

    @AfterEach
    void close() throws Exception {
        city.close();
    }

    @Test
    void aNewIndicatorBeginsWithTheFirstWindowAfterTheChange() throws Exception {
        city.hear(edition(2, noonPlus(CHANGE), appended(BUILT_IN, "indicators.yaml", MEAN_LEVEL)));
        aGaugeEachHalfMinute(0, 1_900);
        assertThat(finals("water.mean_level", 60).getFirst().windowStartMillis).isEqualTo(noonPlus(CHANGE));
        assertThat(finals("water.mean_level", 60).getFirst().value).isEqualTo(1.0);
        assertThat(finals("water.mean_level", 900))
                .as("the quarter in which it was changed would stand on a part of it only")
                .extracting(figure -> figure.windowStartMillis)
                .containsExactly(noonPlus(900));
        assertThat(finals(LEVEL, 900)).hasSize(2).allSatisfy(figure -> {
            assertThat(figure.quality).isEqualTo(AreaFigure.SOUND);
            assertThat(figure.readings).isEqualTo(30);
        });
    }

    @Test
    void thePassportTellsTheVersionThatWasInForce() throws Exception {
        city.hear(edition(2, noonPlus(CHANGE), changed(BUILT_IN, "indicators.yaml", "from: 1.40", "from: 1.30")));
        aGaugeEachHalfMinute(0, 300);
        assertThat(finals(LEVEL, 60))
                .extracting(figure -> figure.windowStartMillis, figure -> figure.catalogue.substring(0, 2))
                .contains(tuple(noonPlus(0), "1-"), tuple(noonPlus(CHANGE), "2-"));
    }

    @Test
    void anIndicatorThatIsGoneEndsWithItsLastWholeMinute() throws Exception {
        CatalogueText bigger = appended(BUILT_IN, "indicators.yaml", MEAN_LEVEL);
        city.hear(edition(2, noonPlus(CHANGE - 60), bigger));
        city.hear(edition(3, noonPlus(CHANGE), without(bigger, "indicators.yaml", "water.mean_level")));
        aGaugeEachHalfMinute(0, 400);
        assertThat(finals("water.mean_level", 60)).singleElement().satisfies(minute -> {
            assertThat(minute.windowStartMillis).isEqualTo(noonPlus(CHANGE - 60));
            assertThat(minute.readings).isEqualTo(2);
            assertThat(minute.quality).isEqualTo(AreaFigure.SOUND);
        });
    }

    @Test
    void anIndicatorThatIsMadeOtherwiseBeginsAnewAndItsOldWindowsStayAsTheyWere() throws Exception {
        CatalogueText otherwise = changed(
                BUILT_IN,
                "indicators.yaml",
                "aggregate: last\n    inputs: [water_level_m]\n    across: max",
                "aggregate: mean\n    inputs: [water_level_m]\n    across: max");
        city.hear(edition(2, noonPlus(CHANGE), otherwise));
        aGaugeEachHalfMinute(0, 1_000);
        int before = city.all().size();
        city.take(receivedAt(1_001, gauge("river", 40, 9.0)));
        city.take(receivedAt(1_001, gauge("river", CHANGE + 40, 2.5)));
        city.clock(2_000_000);
        List<AreaFigure> corrected = city.all().subList(before, city.all().size()).stream()
                .filter(figure -> figure.kind == AreaFigure.Kind.CORRECTION)
                .filter(figure -> figure.indicator.equals(LEVEL) && figure.area.equals(WARD))
                .filter(figure -> figure.windowSeconds == 60)
                .toList();
        assertThat(corrected)
                .as("sums of another kind are not mixed")
                .singleElement()
                .satisfies(figure -> {
                    assertThat(figure.windowStartMillis).isEqualTo(noonPlus(CHANGE));
                    assertThat(figure.value).isEqualTo((1.0 + 1.0 + 2.5) / 3);
                });
        assertThat(finals(LEVEL, 900)).singleElement().satisfies(quarter -> {
            assertThat(quarter.quality).as("it ended in the middle").isEqualTo(AreaFigure.PROVISIONAL);
            assertThat(quarter.catalogue).startsWith("1-");
        });
    }

    private void aGaugeEachHalfMinute(int from, int to) throws Exception {
        for (int second = from; second < to; second += 30) {
            city.streamReaches(noonPlus(second));
            city.take(gauge("river", second, 1.0));
        }
        city.streamReaches(noonPlus(to + 11));
    }

    private List<AreaFigure> finals(String indicator, int seconds) {
        return city.all().stream()
                .filter(figure -> figure.kind == AreaFigure.Kind.FINAL && figure.area.equals(WARD))
                .filter(figure -> figure.indicator.equals(indicator) && figure.windowSeconds == seconds)
                .toList();
    }
}
