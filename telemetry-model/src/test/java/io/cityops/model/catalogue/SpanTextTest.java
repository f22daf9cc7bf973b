package io.cityops.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTextTest {
    @ParameterizedTest
    @CsvSource({
        "PT0.9S, 0 giây, 0 s",
        "PT59S, 59 giây, 59 s",
        "PT5M, 5 phút, 5 min",
        "PT301S, 5 phút 1 giây, 5 min 1 s",
        "PT125M, 2 giờ 5 phút, 2 h 5 min",
        "PT24H, 1 ngày, 1 day",
        "PT168H, 7 ngày, 7 days",
        "PT100H, 4 ngày 4 giờ, 4 days 4 h",
        "P59DT23H, 59 ngày 23 giờ, 59 days 23 h",
        "P100D, 3 tháng, 3 months",
        "P366D, 1 năm, 1 year",
        "PT235759H, 26 năm 10 tháng, 26 years 10 months",
        "PT17532000H, 2.000 năm, '2,000 years'",
        "PT-5S, 0 giây, 0 s"
    })
    void toldInItsTwoLargestUnits(Duration span, String vi, String en) {
        assertThat(SpanText.of(span)).isEqualTo(new Text(vi, en));
    }
}
