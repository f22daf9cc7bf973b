package io.cityops.gateway.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a bridge is doing.
 *
 * @param since it has been like this
 * @param trouble why it is not connected; null: it is
 * @param received messages since the gateway's start
 * @param unacknowledged of them, waiting for Kafka
 */
public record BridgeState(
        String name, String url, Instant since, @Nullable String trouble, long received, int unacknowledged) {
    public boolean isConnected() {
        return trouble == null;
    }
}
