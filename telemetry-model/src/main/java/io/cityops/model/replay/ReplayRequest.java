package io.cityops.model.replay;

import org.jspecify.annotations.Nullable;

/**
 * A refused message that is to be judged again.
 *
 * @param run which run of the command asks, so that it knows its answers
 * @param message its number in the run
 * @param dryRun judge only, store nothing
 * @param receivedAtMillis when the gateway received it first; its age is judged by that
 * @param sender who was signed in
 * @param stored what of it is stored already, see {@link io.cityops.model.telemetry.StoredParts}
 */
public record ReplayRequest(
        String run,
        int message,
        boolean dryRun,
        long receivedAtMillis,
        String sender,
        String topic,
        @Nullable String contentType,
        byte[] payload,
        String stored) {}
