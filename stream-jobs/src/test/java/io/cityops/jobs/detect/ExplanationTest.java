package io.cityops.jobs.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.Text;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    /** A Tuesday, 17:20 in the city. */
    private static final long TUESDAY = Instant.parse("2026-11-24T10:20:00Z").toEpochMilli();

    private final Explanation explanation = new Explanation(Series.CITY, new Text("xe/h", "veh/h"), 0);

    @Test
    void tellsTheShareAboveTheUsualForTheHourOfTheWeek() {
        assertThat(explanation.of(verdict(Part.WEEK, 1, 1_380, 1_000)))
                .isEqualTo(new Text(
                        "cao hơn 38 % so với thường lệ thứ Ba 17–18 giờ",
                        "38 % above the usual for Tuesday 17:00–18:00"));
    }

    @Test
    void tellsTheHalfHourOfTheDay() {
        assertThat(explanation.of(verdict(Part.DAY, 1, 620, 1_000)))
                .isEqualTo(new Text(
                        "thấp hơn 38 % so với thường lệ lúc 17:00–17:30", "38 % below the usual for 17:00–17:30"));
    }

    @Test
    void tellsThatItSpeaksOfAMean() {
        assertThat(explanation.of(verdict(Part.LEVEL, 8, 1_500, 1_000)))
                .isEqualTo(new Text(
                        "trung bình 8 lần đo gần nhất cao hơn 50 % so với mức thường lệ",
                        "the mean of the last 8 readings is 50 % above its usual level"));
    }

    @Test
    void tellsTheDifferenceWhereAShareWouldMeanNothing() {
        Explanation rain = new Explanation(Series.CITY, new Text("mm", "mm"), 1);
        assertThat(rain.of(verdict(Part.LEVEL, 1, 12.5, 0)))
                .isEqualTo(new Text("cao hơn 12,5 mm so với mức thường lệ", "12.5 mm above its usual level"));
    }

    @Test
    void tellsHowLongAValueHasStoodStill() {
        Verdict verdict = new Verdict(
                0.6,
                5,
                Part.STUCK,
                1,
                31.5,
                31.5,
                TUESDAY,
                TUESDAY - Duration.ofMinutes(125).toMillis(),
                900,
                100);
        assertThat(new Explanation(Series.CITY, new Text("°C", "°C"), 1).of(verdict))
                .isEqualTo(new Text(
                        "đứng yên ở 31,5 °C đã 2 giờ 5 phút, lâu hơn thường lệ",
                        "unchanged at 31.5 °C for 2 h 5 min, longer than usual"));
    }

    @Test
    void tellsHowLongNothingCame() {
        Verdict verdict = verdict(
                Part.GAP,
                1,
                Duration.ofMinutes(190).toMillis(),
                Duration.ofMinutes(5).toMillis());
        assertThat(explanation.of(verdict))
                .isEqualTo(new Text(
                        "không có dữ liệu trong 3 giờ 10 phút, thường 5 phút một lần",
                        "nothing came for 3 h 10 min, usually it does every 5 min"));
    }

    @Test
    void saysHowMuchIsStillToBeLearned() {
        Verdict verdict = new Verdict(0, 0, Part.LEVEL, 1, 5, 5, TUESDAY, TUESDAY, 40, 100);
        assertThat(explanation.of(verdict))
                .isEqualTo(new Text(
                        "đang học: mới có 40 trong 100 lần đo cần thiết",
                        "still learning: 40 of the 100 readings it needs"));
    }

    @Test
    void saysNothingOfWhatIsUsual() {
        Verdict verdict = new Verdict(0.05, 0.7, Part.DAY, 1, 5, 5.2, TUESDAY, TUESDAY, 900, 100);
        assertThat(explanation.of(verdict)).isEqualTo(new Text("như thường lệ", "as usual"));
    }

    private static Verdict verdict(Part part, int scale, double observed, double usual) {
        return new Verdict(0.7, 9, part, scale, observed, usual, TUESDAY, TUESDAY, 900, 100);
    }
}
