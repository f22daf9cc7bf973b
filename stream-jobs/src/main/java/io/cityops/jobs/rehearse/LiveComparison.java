package io.cityops.jobs.rehearse;

import io.cityops.jobs.store.RecordedCity.Raising;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was raised in the rehearsal beside what the running job raised by rules of the same ids. Two are the same when they are about
 * the same entity and not more than a tick of the gateway and the pace of early figures apart.
 *
 * @param live how many the job raised
 * @param same how many of them were raised here, too
 * @param onlyHere what the job did not raise
 * @param onlyLive what was not raised here
 */
record LiveComparison(int live, int same, List<RaisedAlarm> onlyHere, List<Raising> onlyLive) {
    private static final Duration APART = Duration.ofSeconds(3);

    static LiveComparison of(List<RaisedAlarm> raised, List<Raising> live) {
        Map<String, List<Raising>> byActor = new HashMap<>();
        live.forEach(each -> byActor.computeIfAbsent(each.rule() + "|" + each.entityId(), key -> new ArrayList<>())
                .add(each));
        List<RaisedAlarm> onlyHere = new ArrayList<>();
        for (RaisedAlarm alarm : raised) {
            List<Raising> candidates = byActor.getOrDefault(alarm.actor(), List.of());
            Raising nearest = candidates.stream()
                    .min(Comparator.comparing(each -> apart(each.at(), alarm.openedAt)))
                    .filter(each -> apart(each.at(), alarm.openedAt).compareTo(APART) <= 0)
                    .orElse(null);
            if (nearest == null) {
                onlyHere.add(alarm);
            } else {
                candidates.remove(nearest);
            }
        }
        List<Raising> onlyLive = byActor.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Raising::at))
                .toList();
        return new LiveComparison(live.size(), live.size() - onlyLive.size(), onlyHere, onlyLive);
    }

    private static Duration apart(Instant one, Instant other) {
        return Duration.between(one, other).abs();
    }
}
