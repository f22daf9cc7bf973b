package io.cityops.localstack.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who noticed what, and how soon.
 *
 * @param falseAlarms alarms raised in the drill that belong to no label
 * @param related alarms of a label's sector and place, besides the first
 */
record Score(List<LabelScore> labels, List<DrillAlarm> falseAlarms, int related) {
    /** How much sooner than a label's time an alarm still belongs to it; authors write times in whole minutes. */
    private static final Duration EARLY = Duration.ofMinutes(5);
    /** How much later: delays of rules, and water that goes slowly. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private static final List<String> FROM_MILDEST = List.of("low", "medium", "high", "critical");

    /**
     * @param end when the play ended; labels that begin later were not played
     * @param rules that the catalogue has
     */
    static Score of(Drill drill, List<DrillAlarm> alarms, List<DoneStep> steps, Instant end, Set<String> rules) {
        List<LabelScore> labels = drill.labels().stream()
                .map(label -> of(label, alarms, steps, end, rules))
                .toList();
        List<DrillAlarm> raised = alarms.stream()
                .filter(alarm -> !alarm.openedAt().isBefore(drill.startedAt()))
                .toList();
        List<DrillAlarm> without = raised.stream()
                .filter(alarm -> drill.labels().stream().noneMatch(label -> matches(label, alarm)))
                .toList();
        long first = labels.stream()
                .map(LabelScore::alarm)
                .filter(alarm -> alarm != null && raised.contains(alarm))
                .distinct()
                .count();
        return new Score(labels, without, Math.toIntExact(raised.size() - without.size() - first));
    }

    private static LabelScore of(
            Label label, List<DrillAlarm> alarms, List<DoneStep> steps, Instant end, Set<String> rules) {
        List<DrillAlarm> matching =
                alarms.stream().filter(alarm -> matches(label, alarm)).toList();
        List<DrillAlarm> expected = matching.stream()
                .filter(alarm -> alarm.rule().equals(label.rule()))
                .toList();
        List<DrillAlarm> counted = expected.isEmpty() ? matching : expected;
        DrillAlarm first =
                counted.stream().min(Comparator.comparing(DrillAlarm::openedAt)).orElse(null);
        DrillAlarm acknowledged = counted.stream()
                .filter(alarm -> alarm.acknowledgedAt() != null)
                .min(Comparator.comparing(alarm -> Objects.requireNonNull(alarm.acknowledgedAt())))
                .orElse(null);
        return new LabelScore(
                label,
                outcome(label, expected, matching, end, rules),
                first,
                counted.stream().map(DrillAlarm::severity).reduce(Score::worse).orElse(null),
                Math.toIntExact(
                        expected.stream().map(DrillAlarm::area).distinct().count()),
                acknowledged == null ? null : acknowledged.acknowledgedAt(),
                acknowledged == null ? null : acknowledged.acknowledgedBy(),
                done(label, steps));
    }

    static String worse(String one, String other) {
        return FROM_MILDEST.indexOf(one) < FROM_MILDEST.indexOf(other) ? other : one;
    }

    private static LabelScore.Outcome outcome(
            Label label, List<DrillAlarm> expected, List<DrillAlarm> matching, Instant end, Set<String> rules) {
        if (!expected.isEmpty()) {
            return LabelScore.Outcome.RAISED;
        }
        if (!matching.isEmpty()) {
            return LabelScore.Outcome.OTHER_RULE;
        }
        if (!label.from().isBefore(end)) {
            return LabelScore.Outcome.NOT_PLAYED;
        }
        return rules.contains(label.rule()) ? LabelScore.Outcome.MISSED : LabelScore.Outcome.NO_RULE;
    }

    /** Of the rule or at least of the sector, in one of the areas, while it was to be noticed. */
    private static boolean matches(Label label, DrillAlarm alarm) {
        boolean about = alarm.rule().equals(label.rule()) || alarm.sector().equals(label.sector());
        Instant cleared = alarm.clearedAt();
        return about
                && label.where().contains(alarm.area())
                && !alarm.openedAt().isAfter(label.to().plus(LATE))
                && (!alarm.openedAt().isBefore(label.from().minus(EARLY))
                        || cleared == null
                        || cleared.isAfter(label.from()));
    }

    private static List<@Nullable DoneStep> done(Label label, List<DoneStep> steps) {
        List<@Nullable DoneStep> done = new ArrayList<>();
        for (int i = 1; i <= label.procedure().size(); i++) {
            int number = i;
            done.add(steps.stream()
                    .filter(step -> step.label().equals(label.id()) && step.step() == number)
                    .findFirst()
                    .orElse(null));
        }
        return done;
    }

    long count(LabelScore.Outcome outcome) {
        return labels.stream().filter(label -> label.outcome() == outcome).count();
    }

    long acknowledged() {
        return labels.stream().filter(label -> label.acknowledged() != null).count();
    }

    int steps() {
        return labels.stream().mapToInt(label -> label.steps().size()).sum();
    }

    long stepsDone() {
        return labels.stream()
                .flatMap(label -> label.steps().stream())
                .filter(Objects::nonNull)
                .count();
    }

    /** Middle and longest of what there is; null when there is nothing. */
    record Times(Duration median, Duration worst) {
        static @Nullable Times of(Collection<Duration> all) {
            if (all.isEmpty()) {
                return null;
            }
            List<Duration> sorted = all.stream().sorted().toList();
            Duration upper = sorted.get(sorted.size() / 2);
            Duration lower = sorted.get((sorted.size() - 1) / 2);
            return new Times(lower.plus(upper).dividedBy(2), sorted.getLast());
        }
    }

    @Nullable
    Times toAlarm() {
        return times(LabelScore::toAlarm);
    }

    @Nullable
    Times toAcknowledgement() {
        return times(LabelScore::toAcknowledgement);
    }

    @Nullable
    Times toSteps() {
        return Times.of(labels.stream()
                .flatMap(label -> Stream.iterate(0, i -> i < label.steps().size(), i -> i + 1)
                        .map(label::toStep))
                .filter(Objects::nonNull)
                .toList());
    }

    private @Nullable Times times(Function<LabelScore, @Nullable Duration> of) {
        return Times.of(labels.stream().map(of).filter(Objects::nonNull).toList());
    }
}
