package io.cityops.gateway.mqtt.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Packets to one client, in the version it speaks and no larger than it takes. On the event loop only; what is written
 * together leaves together, with {@link #flush}.
 */
public final class PacketWriter {
    private static final int CHUNK_BYTES = 256;
    private static final int REASON_STRING_OVERHEAD = 3;

    private final ChannelHandlerContext channel;
    private boolean mqtt5;
    private boolean wantsReasons;
    private long maximumPacketBytes = Long.MAX_VALUE;
    private @Nullable ByteBuf pending;

    public PacketWriter(ChannelHandlerContext channel) {
        this.channel = channel;
    }

    public void speak(boolean version5) {
        this.mqtt5 = version5;
        this.wantsReasons = version5;
    }

    /** What the client said in CONNECT of what it takes. */
    public void respect(Connect connect) {
        wantsReasons = mqtt5 && connect.wantsReasons();
        maximumPacketBytes = connect.maximumPacketBytes();
    }

    /** False while the client does not read what it was sent. */
    public boolean isWritable() {
        return channel.channel().isWritable();
    }

    /** How much a client that cannot be written to has to read until it can. */
    public long unreadBytes() {
        return channel.channel().bytesBeforeWritable();
    }

    public void flush() {
        ByteBuf packets = pending;
        if (packets != null) {
            // First: writing may tell that the client can be written to again, and who hears that flushes.
            pending = null;
            channel.writeAndFlush(packets, channel.voidPromise());
        }
    }

    /** Gives up what was not flushed. */
    public void release() {
        if (pending != null) {
            pending.release();
            pending = null;
        }
    }

    /** How much of its terms a client could be told in CONNACK. */
    public enum Told {
        ALL,
        /** Only what it must know: it takes but small packets. */
        LEAST,
        /** Not even that fits into what it takes; nothing was written. */
        NOTHING
    }

    /** CONNACK that accepts. */
    public Told accept(Acceptance acceptance) {
        ByteBuf properties = mqtt5 ? acceptance.properties(channel.alloc(), true) : null;
        Told told = Told.ALL;
        if (properties != null && !fits(3 + properties.readableBytes())) {
            properties.release();
            properties = acceptance.properties(channel.alloc(), false);
            told = Told.LEAST;
        }
        int length = properties == null ? 2 : 3 + properties.readableBytes();
        boolean fits = fits(length);
        if (fits) {
            header(PacketType.CONNACK << 4, length)
                    .writeByte(acceptance.sessionPresent() ? 1 : 0)
                    .writeByte(0);
            if (properties != null) {
                out().writeByte(properties.readableBytes()).writeBytes(properties);
            }
        }
        if (properties != null) {
            properties.release();
        }
        return fits ? told : Told.NOTHING;
    }

    /** CONNACK that refuses. */
    public void refuse(int code, String reason) {
        if (!mqtt5) {
            header(PacketType.CONNACK << 4, 2).writeByte(0).writeByte(code);
            return;
        }
        byte[] text = reasonString(reason, 2);
        if (fits(2 + propertiesBytes(text))) {
            header(PacketType.CONNACK << 4, 2 + propertiesBytes(text))
                    .writeByte(0)
                    .writeByte(code);
            properties(text);
        }
    }

    /** PUBACK, PUBREC, PUBREL or PUBCOMP without anything to remark. */
    public void reply(int type, int packetId) {
        int first = type << 4 | (type == PacketType.PUBREL ? PacketType.REQUEST_FLAGS : 0);
        out().writeInt(first << 24 | 2 << 16 | packetId);
    }

    /** The same with a reason, which before MQTT 5 cannot be told. */
    public void reply(int type, int packetId, int code, @Nullable String reason) {
        if (!mqtt5) {
            reply(type, packetId);
            return;
        }
        byte[] text = reason == null ? null : reasonString(reason, 3);
        int first = type << 4 | (type == PacketType.PUBREL ? PacketType.REQUEST_FLAGS : 0);
        int length = text == null ? 3 : 3 + propertiesBytes(text);
        if (fits(length)) {
            header(first, length).writeShort(packetId).writeByte(code);
            if (text != null) {
                properties(text);
            }
        }
    }

    /** SUBACK, or UNSUBACK of MQTT 5, with one code for each filter. */
    public void codes(int type, int packetId, byte[] codes) {
        int length = 2 + (mqtt5 ? 1 : 0) + codes.length;
        if (fits(length)) {
            header(type << 4, length).writeShort(packetId);
            if (mqtt5) {
                out().writeByte(0);
            }
            out().writeBytes(codes);
        }
    }

    public void pingresp() {
        header(PacketType.PINGRESP << 4, 0);
    }

    /** MQTT 3.1.1 has no such packet from a server; nothing is sent there. */
    public void disconnect(int code, String reason) {
        if (!mqtt5) {
            return;
        }
        byte[] text = reasonString(reason, 1);
        int length = 1 + propertiesBytes(text);
        if (fits(length)) {
            header(PacketType.DISCONNECT << 4, length).writeByte(code);
            properties(text);
        }
    }

    /**
     * PUBLISH.
     *
     * @param packetId 0 for QoS 0
     * @param subscriptionIdentifier 0 for none
     * @return false when it is larger than the client takes; then nothing is written
     */
    public boolean publish(int flags, String topic, int packetId, int subscriptionIdentifier, byte[] payload) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        int propertyBytes = subscriptionIdentifier == 0 ? 0 : 1 + variableBytes(subscriptionIdentifier);
        int length = 2 + name.length + (packetId == 0 ? 0 : 2) + (mqtt5 ? 1 + propertyBytes : 0) + payload.length;
        if (!fits(length)) {
            return false;
        }
        header(PacketType.PUBLISH << 4 | flags, length).writeShort(name.length).writeBytes(name);
        if (packetId != 0) {
            out().writeShort(packetId);
        }
        if (mqtt5) {
            out().writeByte(propertyBytes);
            if (propertyBytes > 0) {
                out().writeByte(Property.SUBSCRIPTION_IDENTIFIER.id());
                variable(out(), subscriptionIdentifier);
            }
        }
        out().writeBytes(payload);
        return true;
    }

    /** Null when the client does not want it, or it would make the packet larger than the client takes. */
    private byte @Nullable [] reasonString(String reason, int bytesBefore) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return wantsReasons && fits(bytesBefore + propertiesBytes(text)) ? text : null;
    }

    private static int propertiesBytes(byte @Nullable [] reason) {
        return reason == null ? 1 : 1 + REASON_STRING_OVERHEAD + reason.length;
    }

    private void properties(byte @Nullable [] reason) {
        if (reason == null) {
            out().writeByte(0);
        } else {
            out().writeByte(REASON_STRING_OVERHEAD + reason.length)
                    .writeByte(Property.REASON_STRING.id())
                    .writeShort(reason.length)
                    .writeBytes(reason);
        }
    }

    private boolean fits(int length) {
        return 1L + variableBytes(length) + length <= maximumPacketBytes;
    }

    private ByteBuf header(int first, int length) {
        ByteBuf out = out();
        out.writeByte(first);
        variable(out, length);
        return out;
    }

    private ByteBuf out() {
        ByteBuf out = pending;
        if (out == null) {
            out = channel.alloc().ioBuffer(CHUNK_BYTES);
            pending = out;
        }
        return out;
    }

    private static void variable(ByteBuf out, int value) {
        int rest = value;
        while (rest > 0x7F) {
            out.writeByte(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    private static int variableBytes(int value) {
        return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : 4;
    }
}
