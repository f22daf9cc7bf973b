package io.cityops.model.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "300.15, K, °C, 27",
        "80.6, °F, °C, 27",
        "0.57, 1, %, 57",
        "0.57, /, %, 57",
        "57, P1, %, 57",
        "145, cm, m, 1.45",
        "12, m/s, km/h, 43.2",
        "43.2, KMH, m/s, 12",
        "1.2, GP, µg/m³, 1200",
        "22.4, kV, kV, 22.4",
        "101325, Pa, hPa, 1013.25",
        "140, WTT, kW, 0.14",
        "9, C62, xe, 9",
        "9, count, cuộc, 9"
    })
    void convertsBetweenTheNamesOfOneDimension(double value, String from, String to, double expected) {
        assertThat(Units.convert(value, from, to, null)).hasValue(expected);
    }

    /** 1 ppb of NO2 at 25 °C is 1.88 µg/m³, of O3 1.96, of SO2 2.62; 1 ppm of CO is 1145 µg/m³ (WHO's factors, rounded). */
    @ParameterizedTest
    @CsvSource({"1, ppb, NO2, 1.88, 0.005", "1, ppb, O3, 1.96, 0.005", "1, 61, SO2, 2.62, 0.005", "1, ppm, CO, 1145, 1"
    })
    void shareOfTheAirBecomesMassAt25Degrees(double value, String unit, Gas gas, double expected, double tolerance) {
        assertThat(Units.convert(value, unit, "µg/m³", gas).orElseThrow()).isCloseTo(expected, within(tolerance));
    }

    @Test
    void whatDoesNotMeasureTheSameIsNotConverted() {
        assertThat(Units.convert(1, "V", "°C", null)).isEmpty();
        assertThat(Units.convert(1, "ppb", "µg/m³", null)).isEmpty();
        assertThat(Units.convert(1, "furlong", "m", null)).isEmpty();
        assertThat(Units.convert(1, "km/h", "cuộc", null)).isEmpty();
    }

    @Test
    void gasIsKnownByItsMeasure() {
        assertThat(Gas.ofMeasure("co_ugm3")).isEqualTo(Gas.CO);
        assertThat(Gas.ofMeasure("pm25_ugm3")).isNull();
    }
}
