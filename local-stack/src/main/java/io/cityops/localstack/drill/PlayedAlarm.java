package io.cityops.localstack.drill;

import java.time.Instant;
import java.util.List;

/**
 * An alarm of a played day as the database has it in the end.
 *
 * @param raised when it was raised, and when it came back
 * @param calls when it called for an operator
 */
record PlayedAlarm(
        String rule,
        String entity,
        String area,
        String sector,
        String severity,
        String message,
        List<Instant> raised,
        List<Instant> calls) {
    static final String SILENCE = "device.silent";

    PlayedAlarm {
        raised = List.copyOf(raised);
        calls = List.copyOf(calls);
    }

    boolean isSilence() {
        return rule.equals(SILENCE);
    }
}
