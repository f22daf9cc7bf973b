package io.cityops.simulators.replay;

import java.util.List;

/** A map file that is refused as a whole; each problem names file, line, key and remedy. */
public final class MapProblem extends IllegalArgumentException {
    private final transient List<String> problems;

    MapProblem(List<String> problems) {
        super("the map is refused:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
