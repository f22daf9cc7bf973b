package io.cityops.jobs.detect;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/**
 * Judges a series one observation at a time, from what it has seen before and nothing else. Two ideas:
 *
 * <ul>
 *   <li>Several parts look at the same observation: against the usual level, against the half-hour of the day, against
 *       the hour of the week, each on three scales; and how long it has not changed, and how long nothing came. A
 *       baseline speaks only while it foretells better than something plainer.
 *   <li>Only what is new is worth an alarm. Each part keeps {@link Records} of how far out it has been, and an
 *       observation is news when it goes clearly beyond what happened twice before. So a series that bursts each hour
 *       teaches within its probation how high bursts are, and no threshold has to be found for it. After an alarm there
 *       is a pause.
 * </ul>
 *
 * <p>Stateless: everything it remembers is in the {@link SeriesMemory}. Not safe for use by several threads.
 */
public final class Detector {
    /** The least that an observation counts in its slot: half an hour of the day, hour of the week. */
    private static final double DAY_RATE = 0.1;

    private static final double WEEK_RATE = 0.03;
    /** What is not new has at most this score. */
    private static final double OLD_NEWS = 0.25;

    /** Its square is a number still. */
    private static final double LARGEST = 1e100;

    private static final int SECONDS_A_DAY = 86_400;
    private static final int SECONDS_A_SLOT = SECONDS_A_DAY / SeriesMemory.DAY_SLOTS;
    private static final int SECONDS_AN_HOUR = 3_600;
    /** 1970-01-01 was a Thursday; weeks begin on Monday. */
    private static final int FIRST_WEEKDAY = 3;

    private final Sensitivity sensitivity;
    private final ZoneRules zone;
    private final double fading;
    private final Findings findings = new Findings();

    /** @param zone whose days and weeks the seasons are of */
    public Detector(Sensitivity sensitivity, ZoneId zone) {
        this.sensitivity = sensitivity;
        this.zone = zone.getRules();
        this.fading = Math.pow(0.5, 1.0 / sensitivity.recordHalfLife());
    }

    /**
     * Takes the next observation of the series.
     *
     * @param observed finite
     */
    public Verdict judge(SeriesMemory memory, long atMillis, double observed) {
        if (!Double.isFinite(observed)) {
            throw new IllegalArgumentException("not a finite value: " + observed);
        }
        double value = Math.max(-LARGEST, Math.min(LARGEST, observed));
        findings.clear();
        int day = daySlot(atMillis);
        int week = weekSlot(atMillis);
        double usualOfDay = memory.day.level[day];
        double usualOfWeek = memory.week.level[week];
        memory.observations++;
        if (memory.observations == 1) {
            memory.mean = value;
        }
        memory.plain.take(value, true, sensitivity, findings, Part.LEVEL.at);
        judgeSeasons(memory, value, day, week);
        findings.put(Part.STUCK.at, memory.sameness.take(value, atMillis, sensitivity), 1);
        findings.put(Part.GAP.at, memory.cadence.take(atMillis, sensitivity), 1);
        double news = news(memory);
        int farthest = farthest(news);
        double score = news > 0
                ? sensitivity.score(news)
                : OLD_NEWS * sensitivity.score(Math.abs(findings.deviations[farthest]));
        if (score >= Sensitivity.ALARM_SCORE && farthest == Part.STUCK.at) {
            memory.sameness.told = news;
        }
        return verdict(memory, farthest, score, atMillis, value, usualOfDay, usualOfWeek, day, week);
    }

    /** The best of the baselines speaks: the hour of the week, else the half-hour of the day, else none. */
    private void judgeSeasons(SeriesMemory memory, double value, int daySlot, int weekSlot) {
        Baseline day = memory.day;
        Baseline week = memory.week;
        double plainRest = value - memory.mean;
        double dayRest = day.knows(daySlot) ? day.rest(daySlot, value) : 0;
        if (day.knows(daySlot)) {
            day.compare(dayRest, plainRest);
        }
        double believed = sensitivity.seasonal() * day.plainError;
        boolean weekly = false;
        if (week.knows(weekSlot)) {
            double rest = week.rest(weekSlot, value);
            week.compare(rest, dayRest);
            if (week.measures(sensitivity)) {
                weekly = week.error < sensitivity.weekly() * week.plainError && week.error < believed;
                memory.weekRests.take(rest / week.spread(weekSlot), weekly, sensitivity, findings, Part.WEEK.at);
            }
        }
        if (day.knows(daySlot) && day.measures(sensitivity)) {
            boolean daily = !weekly && day.error < believed;
            memory.dayRests.take(dayRest / day.spread(daySlot), daily, sensitivity, findings, Part.DAY.at);
        }
        memory.mean += sensitivity.weight((int) Math.min(memory.observations, Integer.MAX_VALUE)) * plainRest;
        day.learn(daySlot, value, DAY_RATE, sensitivity);
        week.learn(weekSlot, value, WEEK_RATE, sensitivity);
    }

    /** How far out the farthest part is that goes beyond its record; 0: none, or not now. */
    private double news(SeriesMemory memory) {
        double news = 0;
        for (int slot = 0; slot < Part.SLOTS; slot++) {
            if (memory.records.isNews(slot, findings.departures[slot], sensitivity, fading)) {
                news = Math.max(news, Math.abs(findings.deviations[slot]));
            }
        }
        if (memory.sinceAlarm < Integer.MAX_VALUE) {
            memory.sinceAlarm++;
        }
        if (memory.sinceAlarm <= sensitivity.holdDown() && news < sensitivity.louder() * memory.alarmDeviation) {
            return 0;
        }
        if (news >= sensitivity.alarmAt()) {
            memory.sinceAlarm = 0;
            memory.alarmDeviation = news;
        }
        return news;
    }

    /** The slot that the news is of; without news the one that is farthest out. */
    private int farthest(double news) {
        int farthest = 0;
        for (int slot = 0; slot < Part.SLOTS; slot++) {
            double deviation = Math.abs(findings.deviations[slot]);
            if (news > 0 ? deviation == news : deviation > Math.abs(findings.deviations[farthest])) {
                farthest = slot;
            }
        }
        return farthest;
    }

    private Verdict verdict(
            SeriesMemory memory,
            int slot,
            double score,
            long atMillis,
            double value,
            double usualOfDay,
            double usualOfWeek,
            int day,
            int week) {
        Part part = Part.ofSlot(slot);
        int scale = Part.scaleOfSlot(slot);
        int k = slot - part.at;
        double observed = part == Part.GAP ? memory.cadence.intervalMillis : memory.plain.mean(scale);
        double usual = switch (part) {
            case LEVEL -> memory.plain.level[k];
            case DAY -> usual(observed, scale, usualOfDay, memory.dayRests, k, memory.day.spread(day));
            case WEEK -> usual(observed, scale, usualOfWeek, memory.weekRests, k, memory.week.spread(week));
            case STUCK -> value;
            case GAP -> memory.cadence.usualMillis();
        };
        return new Verdict(
                score,
                findings.deviations[slot],
                part,
                scale,
                observed,
                usual,
                atMillis,
                memory.sameness.sinceMillis,
                memory.observations,
                sensitivity.probation());
    }

    /** What a baseline expected of a mean: the slot's level, or for several slots the mean less what the rests tell. */
    private static double usual(double observed, int scale, double ofSlot, Track rests, int k, double spread) {
        return scale == 1 ? ofSlot : observed - (rests.mean(scale) - rests.level[k]) * spread;
    }

    int daySlot(long atMillis) {
        return Math.floorMod(localSeconds(atMillis), SECONDS_A_DAY) / SECONDS_A_SLOT;
    }

    /** Hours since Monday 0:00. */
    int weekSlot(long atMillis) {
        long hours = Math.floorDiv(localSeconds(atMillis), SECONDS_AN_HOUR);
        return Math.floorMod(hours + FIRST_WEEKDAY * 24L, SeriesMemory.WEEK_SLOTS);
    }

    private long localSeconds(long atMillis) {
        Instant at = Instant.ofEpochMilli(atMillis);
        return at.getEpochSecond() + zone.getOffset(at).getTotalSeconds();
    }
}
