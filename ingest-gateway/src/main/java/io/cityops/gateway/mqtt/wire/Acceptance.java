package io.cityops.gateway.mqtt.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What CONNACK tells a client that was let in.
 *
 * @param assignedClientId null when the client named itself
 * @param sessionExpirySeconds -1 when it is as the client asked
 * @param serverKeepAliveSeconds -1 when it is as the client asked
 */
public record Acceptance(
        boolean sessionPresent,
        int receiveMaximum,
        int maxPacketBytes,
        @Nullable String assignedClientId,
        long sessionExpirySeconds,
        int serverKeepAliveSeconds) {

    /**
     * @param generous with what a client may use; else only with what it must know. A client that takes but small
     *     packets is held back by the socket instead of by a Receive Maximum
     */
    ByteBuf properties(ByteBufAllocator allocator, boolean generous) {
        ByteBuf out = allocator.buffer(64);
        if (assignedClientId != null) {
            byte[] id = assignedClientId.getBytes(StandardCharsets.UTF_8);
            out.writeByte(Property.ASSIGNED_CLIENT_IDENTIFIER.id())
                    .writeShort(id.length)
                    .writeBytes(id);
        }
        if (sessionExpirySeconds >= 0) {
            out.writeByte(Property.SESSION_EXPIRY_INTERVAL.id()).writeInt((int) sessionExpirySeconds);
        }
        if (serverKeepAliveSeconds >= 0) {
            out.writeByte(Property.SERVER_KEEP_ALIVE.id()).writeShort(serverKeepAliveSeconds);
        }
        if (generous) {
            out.writeByte(Property.RECEIVE_MAXIMUM.id()).writeShort(receiveMaximum);
            out.writeByte(Property.MAXIMUM_PACKET_SIZE.id()).writeInt(maxPacketBytes);
            out.writeByte(Property.TOPIC_ALIAS_MAXIMUM.id()).writeShort(Limits.TOPIC_ALIAS_MAXIMUM);
            out.writeByte(Property.SHARED_SUBSCRIPTION_AVAILABLE.id()).writeByte(0);
        }
        return out;
    }
}
