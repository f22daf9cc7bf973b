package io.cityops.gateway.mqtt;

import io.cityops.gateway.identity.ClientCertificate;
import io.cityops.gateway.mqtt.wire.Acceptance;
import io.cityops.gateway.mqtt.wire.Connect;
import io.cityops.gateway.registry.KnownDevice;
import org.jspecify.annotations.Nullable;

/** A CONNECT that was accepted, and the terms on which the client is let in: as it asked, within the gateway's limits. */
record Entry(KnownDevice device, Connect connect, @Nullable ClientCertificate certificate) {
    private static final int AS_ASKED = -1;

    /** Before MQTT 5 a client cannot be told, so that its own word holds. */
    int keepAliveSeconds() {
        int asked = connect.keepAliveSeconds();
        boolean tooLong = asked == 0 || asked > TimeLimits.MAX_KEEP_ALIVE_SECONDS;
        return connect.mqtt5() && tooLong ? TimeLimits.MAX_KEEP_ALIVE_SECONDS : asked;
    }

    long sessionExpirySeconds() {
        return sessionExpirySeconds(connect.sessionExpirySeconds());
    }

    static long sessionExpirySeconds(long asked) {
        return Math.min(asked, TimeLimits.MAX_SESSION_EXPIRY_SECONDS);
    }

    Acceptance acceptance(boolean sessionPresent, int receiveMaximum, int maxPacketBytes) {
        int keepAlive = keepAliveSeconds();
        long expiry = sessionExpirySeconds();
        return new Acceptance(
                sessionPresent,
                receiveMaximum,
                maxPacketBytes,
                connect.clientId().isEmpty() ? device.id() : null,
                expiry == connect.sessionExpirySeconds() ? AS_ASKED : expiry,
                keepAlive == connect.keepAliveSeconds() ? AS_ASKED : keepAlive);
    }
}
