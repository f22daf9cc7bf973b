package io.cityops.dashboard.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.Catalogue;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StalenessTest {
    private final Catalogue catalogue = Catalogue.load(null);

    @Test
    void aFigureOfCamerasThatReportEachThirtySecondsIsStaleAfterSeventyFive() {
        assertThat(Staleness.of(catalogue.indicator("traffic.flow"), catalogue)).isEqualTo(Duration.ofSeconds(75));
    }

    @Test
    void aFigureOfStationsThatReportEachMinuteIsStaleAfterTwoMinutesAndAQuarter() {
        assertThat(Staleness.of(catalogue.indicator("environment.vn_aqi"), catalogue))
                .isEqualTo(Duration.ofSeconds(135));
    }
}
