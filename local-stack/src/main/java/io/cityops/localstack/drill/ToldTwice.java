package io.cityops.localstack.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What two runs of the job told of the same telemetry, alarm by alarm. A job that was killed sends early figures in another second of
 * the minute than before, so what is judged by them may come some seconds sooner or later; what it tells again counts once.
 *
 * @param transitions of the first run
 * @param others rules and entities of which the two tell something else
 * @param farthest how far apart two transitions are that are the same
 */
public record ToldTwice(int transitions, List<String> others, Duration farthest) {
    private static final Duration MOST = Duration.ofSeconds(60);

    public ToldTwice {
        others = List.copyOf(others);
    }

    private record Told(String what, Instant at) {}

    public static ToldTwice of(Path one, Path other) throws IOException {
        Map<String, List<Told>> first = read(one);
        Map<String, List<Told>> second = read(other);
        TreeSet<String> keys = new TreeSet<>(first.keySet());
        keys.addAll(second.keySet());
        List<String> others = new ArrayList<>();
        Duration farthest = Duration.ZERO;
        for (String key : keys) {
            List<Told> these = first.getOrDefault(key, List.of());
            List<Told> those = second.getOrDefault(key, List.of());
            Duration apart = apart(these, those);
            if (apart.compareTo(MOST) > 0) {
                others.add(key);
            } else if (apart.compareTo(farthest) > 0) {
                farthest = apart;
            }
        }
        return new ToldTwice(first.values().stream().mapToInt(List::size).sum(), others, farthest);
    }

    private static Duration apart(List<Told> these, List<Told> those) {
        if (!these.stream()
                .map(Told::what)
                .toList()
                .equals(those.stream().map(Told::what).toList())) {
            return Duration.ofDays(1);
        }
        Duration most = Duration.ZERO;
        for (int i = 0; i < these.size(); i++) {
            Duration apart = Duration.between(these.get(i).at, those.get(i).at).abs();
            most = apart.compareTo(most) > 0 ? apart : most;
        }
        return most;
    }

    /** By rule and entity, in the order of time; the same twice in a row is once. */
    private static Map<String, List<Told>> read(Path file) throws IOException {
        Map<String, List<Told>> told = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            Json json = Json.object(line);
            told.computeIfAbsent(json.text("rule") + " " + json.text("entity_id"), key -> new ArrayList<>())
                    .add(new Told(json.text("action") + " " + json.text("severity"), Instant.parse(json.text("at"))));
        }
        told.replaceAll((key, all) -> {
            List<Told> once = new ArrayList<>();
            all.stream().sorted(Comparator.comparing(Told::at)).distinct().forEach(each -> {
                if (once.isEmpty() || !once.getLast().what.equals(each.what)) {
                    once.add(each);
                }
            });
            return once;
        });
        return told;
    }

    public boolean isSame() {
        return others.isEmpty();
    }
}
