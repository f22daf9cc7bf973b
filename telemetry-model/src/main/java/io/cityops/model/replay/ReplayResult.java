package io.cityops.model.replay;

import java.util.List;

/**
 * What became of a replayed message; in a dry run, what would.
 *
 * @param values how many were stored that were not before
 * @param stored which, see {@link io.cityops.model.telemetry.StoredParts}
 * @param refused what is still wrong with it; empty: nothing
 */
public record ReplayResult(String run, int message, int values, String stored, List<Refused> refused) {
    public ReplayResult {
        refused = List.copyOf(refused);
    }

    /** @param reason one of the refusals' tags */
    public record Refused(String reason, String detail) {}
}
