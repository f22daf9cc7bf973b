package io.cityops.jobs.alarm;

import static io.cityops.jobs.ReportFixtures.WARD;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.indicator.AreaFigure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void whatAddsUpOverTheCityIsLookedAtInItsWardsOnly() throws Exception {
        assertThat(ofFigure("services.reports_received_30m", WARD))
                .extracting(sample -> sample.rule)
                .containsExactly("services.reports-surge");
        assertThat(ofFigure("services.reports_received_30m", "city")).isEmpty();
        assertThat(ofFigure("water.rain_1h", "city"))
                .extracting(sample -> sample.rule)
                .containsExactly("water.heavy-rain");
    }

    @Test
    void aFigureOnTooFewDevicesNeitherRaisesNorClears() throws Exception {
        AreaFigure figure = figure("water.rain_1h", WARD);
        figure.quality = AreaFigure.INSUFFICIENT;
        assertThat(samples(figure)).isEmpty();
    }

    @Test
    void ofAnAreaThatIsFarFromAnyAlarmTheFirstFigureIsToldOnly() throws Exception {
        FigureSamples watching = new FigureSamples(CityCatalogue.BUILT_IN.get());
        List<Sample> samples = new ArrayList<>();
        double[] millimetres = {3, 4, 30, 31, 5, 4, 60};
        for (int i = 0; i < millimetres.length; i++) {
            AreaFigure figure = figure("water.rain_1h", WARD);
            figure.value = millimetres[i];
            // The last one is older than one that was left out.
            figure.asOfMillis = i == millimetres.length - 1 ? noonPlus(4) : noonPlus(i);
            watching.of(figure, samples::add);
        }
        assertThat(samples).extracting(sample -> sample.value).containsExactly(3.0, 30.0, 31.0, 5.0);
    }

    private static List<Sample> ofFigure(String indicator, String area) throws Exception {
        return samples(figure(indicator, area));
    }

    private static List<Sample> samples(AreaFigure figure) throws Exception {
        List<Sample> samples = new ArrayList<>();
        new FigureSamples(CityCatalogue.BUILT_IN.get()).of(figure, samples::add);
        return samples;
    }

    private static AreaFigure figure(String indicator, String area) {
        AreaFigure figure = new AreaFigure();
        figure.area = area;
        figure.indicator = indicator;
        figure.windowSeconds = 60;
        figure.windowStartMillis = noonPlus(0);
        figure.asOfMillis = noonPlus(0);
        figure.value = 50;
        return figure;
    }
}
