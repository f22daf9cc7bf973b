package io.cityops.jobs.detect;

import static io.cityops.jobs.detect.Series.DAY;
import static io.cityops.jobs.detect.Series.WEEK;
import static io.cityops.jobs.detect.Series.alarms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorTest {
    private final Series series = new Series();

    /** Quiet at night, busy by day, half as busy at weekends. */
    private static double traffic(double hour, double noise) {
        boolean weekend = hour / 24 % 7 >= 5;
        double busy = Math.max(0, Math.sin((hour % 24 - 6) / 16 * Math.PI));
        return 100 + (weekend ? 400 : 800) * busy + 10 * noise;
    }

    @Test
    void saysThatItKnowsTooLittleAndThenNoLonger() {
        List<Verdict> first = series.next(100, (hour, noise) -> hour == 3 ? 1e6 : noise);
        assertThat(first).allMatch(Verdict::isLearning).allMatch(verdict -> verdict.score() == 0);
        assertThat(series.next(0).isLearning()).isFalse();
    }

    @Test
    void aJumpIsAnAlarmAtItsFirstObservationAndOnlyThere() {
        assertThat(alarms(series.next(1_000, (hour, noise) -> 20 + noise))).isEmpty();
        List<Verdict> after = series.next(50, (hour, noise) -> 40 + noise);
        assertThat(after.getFirst()).satisfies(verdict -> {
            assertThat(verdict.score()).isGreaterThan(0.8);
            assertThat(verdict.part()).isEqualTo(Part.LEVEL);
            assertThat(verdict.observed()).isGreaterThan(35);
            assertThat(verdict.usual()).isBetween(19.0, 21.0);
        });
        assertThat(alarms(after)).hasSize(1);
        assertThat(after.get(20).deviation()).as("still far out, but no news").isGreaterThan(8);
    }

    @Test
    void aChangeOfLevelTooSmallForOneObservationShowsInTheMeans() {
        series.next(2_000, (hour, noise) -> 20 + noise);
        List<Verdict> after = alarms(series.next(70, (hour, noise) -> 21.5 + noise));
        assertThat(after).isNotEmpty();
        assertThat(after.getFirst().scale()).isGreaterThan(1);
    }

    @Test
    void whatHappensAgainAndAgainTeachesTheDetectorToKeepQuiet() {
        List<Verdict> bursts = series.next(6_000, (hour, noise) -> Math.abs(hour % 11) < 0.01 ? 100 : 10 + noise);
        assertThat(alarms(bursts.subList(0, 600)).size()).isLessThan(5);
        assertThat(alarms(bursts.subList(600, 6_000))).isEmpty();
        assertThat(series.next(250).isAlarm()).as("a much higher one").isTrue();
    }

    @Test
    void aSecondEventLikeTheFirstIsAnAlarmAgain() {
        series.next(1_000, (hour, noise) -> 10 + noise);
        assertThat(series.next(30).isAlarm()).isTrue();
        series.next(200, (hour, noise) -> 10 + noise);
        assertThat(series.next(30).isAlarm()).isTrue();
        series.next(200, (hour, noise) -> 10 + noise);
        assertThat(series.next(30).isAlarm()).as("the third is a habit").isFalse();
    }

    @Test
    void aValueThatIsUsualAtNoonIsAnAlarmAtNight() {
        series.next(5 * DAY, (hour, noise) -> 500 + 400 * Math.sin((hour - 6) / 12 * Math.PI) + 10 * noise);
        Verdict night = series.next(800);
        assertThat(night.isAlarm()).isTrue();
        assertThat(night.part()).isEqualTo(Part.DAY);
        assertThat(night.usual()).isLessThan(200);
    }

    @Test
    void aWorkingDaysRushIsAnAlarmOnSunday() {
        series.next(4 * WEEK, DetectorTest::traffic);
        List<Verdict> saturday = series.next(5 * DAY, DetectorTest::traffic);
        assertThat(alarms(saturday)).isEmpty();
        series.next(DAY + DAY / 2, DetectorTest::traffic);
        List<Verdict> sunday = alarms(series.next(12, (hour, noise) -> traffic(hour + 24, noise)));
        assertThat(sunday).hasSize(1);
        assertThat(sunday.getFirst().part()).isEqualTo(Part.WEEK);
    }

    @Test
    void anOrdinaryYearOfNoiseRaisesAlmostNothing() {
        List<Verdict> verdicts = series.next(52 * WEEK, DetectorTest::traffic);
        assertThat(alarms(verdicts).size()).isLessThan(12);
        assertThat(alarms(verdicts.subList(2 * WEEK, 52 * WEEK)).size()).isLessThan(8);
    }

    @Test
    void aSensorThatStandsStillIsAnAlarm() {
        series.next(1_000, (hour, noise) -> 20 + noise);
        List<Verdict> stuck = alarms(series.next(150, 20.5));
        assertThat(stuck).isNotEmpty();
        assertThat(stuck.getFirst().part()).isIn(Part.STUCK, Part.LEVEL);
        assertThat(alarms(series.next(400, 20.5))).as("told once").hasSizeLessThan(2);
    }

    @Test
    void aSeriesThatAlwaysStandsStillIsNone() {
        assertThat(alarms(series.next(3_000, 7))).isEmpty();
    }

    @Test
    void aLongGapIsAnAlarmAndAShortOneIsNone() {
        series.next(500, (hour, noise) -> 20 + noise);
        series.silence(Duration.ofMinutes(30));
        assertThat(series.next(20).isAlarm()).isFalse();
        series.silence(Duration.ofHours(30));
        Verdict after = series.next(20);
        assertThat(after.isAlarm()).isTrue();
        assertThat(after.part()).isEqualTo(Part.GAP);
        assertThat(Duration.ofMillis(Math.round(after.observed())))
                .isBetween(Duration.ofHours(30), Duration.ofHours(31));
    }

    @Test
    void scoresDoNotDependOnTheUnit() {
        Series celsius = new Series();
        Series milli = new Series();
        List<Verdict> a = celsius.next(3_000, (hour, noise) -> 20 + noise + (hour > 200 ? 5 : 0));
        List<Verdict> b = milli.next(3_000, (hour, noise) -> 1_000 * (20 + noise + (hour > 200 ? 5 : 0)));
        for (int i = 0; i < a.size(); i++) {
            assertThat(a.get(i).score()).isCloseTo(b.get(i).score(), org.assertj.core.data.Offset.offset(1e-6));
        }
    }

    @Test
    void everyScoreIsBetweenZeroAndOneWhateverComes() {
        List<Verdict> wild = series.next(
                3_000, (hour, noise) -> noise > 2 ? 1e300 : noise < -2 ? -1e300 : noise > 1 ? 0 : 1e-300 * noise);
        assertThat(wild).allMatch(verdict -> verdict.score() >= 0 && verdict.score() <= 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void whatIsNoNumberIsRefused(double value) {
        assertThatThrownBy(() -> series.next(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itsMemoryIsOfOneSizeHoweverLongTheSeries() throws Exception {
        series.next(300, DetectorTest::traffic);
        int young = bytes(series.memory);
        series.next(3 * WEEK, DetectorTest::traffic);
        assertThat(bytes(series.memory)).isEqualTo(young).isLessThan(7_000);
    }

    @Test
    void itGoesOnFromAStoredMemoryAsIfNothingHadHappened() throws Exception {
        series.next(2_000, DetectorTest::traffic);
        SeriesMemory copy = TypeInformation.of(SeriesMemory.class)
                .createSerializer(new SerializerConfigImpl())
                .copy(series.memory);
        Detector other = new Detector(Sensitivity.DEFAULT, Series.CITY);
        long at = Series.MONDAY.plus(Series.STEP.multipliedBy(2_000)).toEpochMilli();
        assertThat(other.judge(copy, at, 5_000)).isEqualTo(series.next(5_000));
    }

    @Test
    void hoursAndDaysAreTheCitys() {
        Detector detector = new Detector(Sensitivity.DEFAULT, Series.CITY);
        long monday = Series.MONDAY.toEpochMilli();
        assertThat(detector.weekSlot(monday)).isZero();
        assertThat(detector.daySlot(monday)).isZero();
        assertThat(detector.weekSlot(monday - 1)).isEqualTo(167);
        assertThat(detector.daySlot(monday - 1)).isEqualTo(47);
        assertThat(new Detector(Sensitivity.DEFAULT, ZoneId.of("UTC")).weekSlot(monday))
                .isEqualTo(161);
    }

    private static int bytes(SeriesMemory memory) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TypeInformation.of(SeriesMemory.class)
                .createSerializer(new SerializerConfigImpl())
                .serialize(memory, new DataOutputViewStreamWrapper(out));
        return out.size();
    }
}
