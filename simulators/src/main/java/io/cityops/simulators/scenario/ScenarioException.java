package io.cityops.simulators.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scenario file that is refused as a whole; each problem names file, line, key and remedy. */
public final class ScenarioException extends IllegalArgumentException {
    private final transient List<String> problems;

    ScenarioException(List<String> problems) {
        super("the scenario is refused: " + String.join("; ", oneEach(problems)));
        this.problems = oneEach(problems);
    }

    /** The first problem of each line and key; a key that is only misspelt is not told as missing besides. */
    private static List<String> oneEach(List<String> problems) {
        Map<String, String> first = new LinkedHashMap<>();
        for (String problem : problems) {
            first.putIfAbsent(problem.substring(0, problem.indexOf(": ") + 1), problem);
        }
        first.entrySet().removeIf(entry -> {
            String key = entry.getKey().replaceFirst(".* ", "").replace(":", "");
            return entry.getValue().contains(": is missing")
                    && problems.stream().anyMatch(problem -> problem.endsWith("did you mean '" + key + "'?"));
        });
        return List.copyOf(first.values());
    }

    public List<String> problems() {
        return problems;
    }
}
