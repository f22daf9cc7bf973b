package io.cityops.jobs.rehearse;

import io.cityops.model.catalogue.Severity;
import java.util.Arrays;
import java.util.List;

/** The tags of severities, the worst first. */
final class Severities {
    static final List<String> WORST_FIRST =
            Arrays.stream(Severity.values()).map(Severity::tag).toList();

    private Severities() {}

    static boolean isWorse(String tag, String than) {
        return WORST_FIRST.indexOf(tag) < WORST_FIRST.indexOf(than);
    }
}
