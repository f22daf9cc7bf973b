package io.cityops.jobs.detect;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;

/** A made-up series and the detector that listens to it. */
final class Series {
    static final ZoneId CITY = ZoneId.of("Asia/Ho_Chi_Minh");
    /** A Monday, 0:00 in the city. */
    static final Instant MONDAY = Instant.parse("2026-11-01T17:00:00Z");

    static final Duration STEP = Duration.ofMinutes(5);
    static final int DAY = 288;
    static final int WEEK = 7 * DAY;

    final SeriesMemory memory = new SeriesMemory();
    final Random chance = new Random(4);
    private final Detector detector = new Detector(Sensitivity.DEFAULT, CITY);
    private Instant at = MONDAY;

    Verdict next(double value) {
        Verdict verdict = detector.judge(memory, at.toEpochMilli(), value);
        at = at.plus(STEP);
        return verdict;
    }

    /** The same value over and over. */
    List<Verdict> next(int times, double value) {
        return next(times, (hour, noise) -> value);
    }

    /** @param values of the hour since Monday and a Gaussian of mean 0 and spread 1 */
    List<Verdict> next(int times, ToDoubleBiFunction<Double, Double> values) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            double hour = Duration.between(MONDAY, at).toMinutes() / 60.0;
            verdicts.add(next(values.applyAsDouble(hour, chance.nextGaussian())));
        }
        return verdicts;
    }

    void silence(Duration length) {
        at = at.plus(length);
    }

    static List<Verdict> alarms(List<Verdict> verdicts) {
        return verdicts.stream().filter(Verdict::isAlarm).toList();
    }
}
