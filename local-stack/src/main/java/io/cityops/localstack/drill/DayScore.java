package io.cityops.localstack.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a scripted day was met: what was noticed and how soon, what called without reason, and how much was asked of each desk. Silent
 * devices are told apart: they are known to be silent, and their alarms are about themselves.
 *
 * @param labels those that begin in the time
 * @param falseCalls calls of alarms that nothing in the city explains
 * @param callsOfLabels explained by what the script tells
 * @param callsByChance explained by what happened besides
 * @param silences alarms of silent devices
 * @param silenceCalls those that called
 * @param perHour calls of each sector's desk, those of silent devices included
 * @param worstMinute the most calls of one device or area within a minute
 * @param worstSource whose they were
 */
record DayScore(
        List<Caught> labels,
        List<Call> falseCalls,
        int callsOfLabels,
        int callsByChance,
        int silences,
        int silenceCalls,
        Map<String, Double> perHour,
        int worstMinute,
        String worstSource) {
    static final Duration IN_TIME = Duration.ofSeconds(60);
    /** How much sooner than a label's time an alarm still belongs to it; authors write times in whole minutes. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    /**
     * @param rule whose alarm was first; null: none was
     * @param after the label's time; an alarm that came just before took no time
     * @param named after which time the rule that the label names raised one
     */
    record Caught(
            Label label,
            @Nullable String rule,
            @Nullable Duration after,
            @Nullable Duration named) {
        boolean isInTime() {
            return after != null && after.compareTo(IN_TIME) <= 0;
        }
    }

    /** One call of an alarm. */
    record Call(PlayedAlarm alarm, Instant at) {}

    /** @param truth what really happened */
    static DayScore of(
            List<Label> labels, List<Happening> truth, List<PlayedAlarm> alarms, Instant from, Instant until) {
        List<Call> calls = alarms.stream()
                .flatMap(alarm -> alarm.calls().stream().map(at -> new Call(alarm, at)))
                .sorted(Comparator.comparing(Call::at))
                .toList();
        List<Call> unexplained = new ArrayList<>();
        int ofLabels = 0;
        int byChance = 0;
        int ofSilence = 0;
        for (Call call : calls) {
            List<Happening> reasons = truth.stream()
                    .filter(each -> each.explains(call.alarm.sector(), call.alarm.area(), call.at))
                    .toList();
            if (call.alarm.isSilence()) {
                ofSilence++;
            } else if (reasons.stream().anyMatch(Happening::isScripted)) {
                ofLabels++;
            } else if (!reasons.isEmpty()) {
                byChance++;
            } else {
                unexplained.add(call);
            }
        }
        Map<String, Integer> mostBySource = calls.stream()
                .collect(Collectors.groupingBy(
                        call -> call.alarm.entity(),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), DayScore::mostInAMinute)));
        Map.Entry<String, Integer> worst = mostBySource.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElse(Map.entry("", 0));
        double hours = Duration.between(from, until).toMinutes() / 60.0;
        Map<String, Double> perHour = calls.stream()
                .collect(Collectors.groupingBy(
                        call -> call.alarm.sector(),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.counting(), count -> count / hours)));
        return new DayScore(
                labels.stream()
                        .filter(label ->
                                !label.from().isBefore(from) && label.from().isBefore(until))
                        .map(label -> caught(label, alarms))
                        .toList(),
                unexplained,
                ofLabels,
                byChance,
                (int) alarms.stream().filter(PlayedAlarm::isSilence).count(),
                ofSilence,
                perHour,
                worst.getValue(),
                worst.getKey());
    }

    /** The first alarm of the label's sector in one of its places, silent devices aside, while it was to be noticed. */
    private static Caught caught(Label label, List<PlayedAlarm> alarms) {
        List<Call> about = alarms.stream()
                .filter(alarm -> !alarm.isSilence()
                        && (alarm.rule().equals(label.rule()) || alarm.sector().equals(label.sector()))
                        && label.where().contains(alarm.area()))
                .flatMap(alarm -> alarm.raised().stream().map(at -> new Call(alarm, at)))
                .filter(call -> !call.at.isBefore(label.from().minus(EARLY)) && call.at.isBefore(label.to()))
                .sorted(Comparator.comparing(Call::at))
                .toList();
        Call first = about.isEmpty() ? null : about.getFirst();
        return new Caught(
                label,
                first == null ? null : first.alarm.rule(),
                first == null ? null : after(label, first),
                about.stream()
                        .filter(call -> call.alarm.rule().equals(label.rule()))
                        .findFirst()
                        .map(call -> after(label, call))
                        .orElse(null));
    }

    private static Duration after(Label label, Call call) {
        Duration after = Duration.between(label.from(), call.at);
        return after.isNegative() ? Duration.ZERO : after;
    }

    private static int mostInAMinute(List<Call> calls) {
        int most = 0;
        int first = 0;
        for (int i = 0; i < calls.size(); i++) {
            while (!calls.get(first).at.plus(A_MINUTE).isAfter(calls.get(i).at)) {
                first++;
            }
            most = Math.max(most, i - first + 1);
        }
        return most;
    }

    long inTime() {
        return labels.stream().filter(Caught::isInTime).count();
    }
}
