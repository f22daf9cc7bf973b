package io.cityops.gateway.mqtt.wire;

import io.cityops.gateway.mqtt.wire.Property.Place;
import io.cityops.gateway.operations.CloseCause;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Reads the PUBLISH packets of one connection, whose topic aliases it keeps. A device says the same topic each time, so
 * the newest one is remembered with its bytes and neither checked nor decoded again.
 */
final class PublishReader {
    private static final int DUP = 0x08;
    private static final int RETAIN = 0x01;
    private static final int BYTES_OF_LENGTH = 2;

    private final boolean mqtt5;
    private ByteBuf newestBytes = Unpooled.EMPTY_BUFFER;
    private String newestTopic = "";
    private @Nullable String @Nullable [] aliases;

    PublishReader(boolean mqtt5) {
        this.mqtt5 = mqtt5;
    }

    Publish read(ByteBuf in, int flags, int length) {
        WireReader packet = new WireReader(in, length);
        int qos = flags >> 1 & 3;
        String topic = topic(in, packet);
        int packetId = 0;
        if (qos > 0) {
            packetId = packet.readShort();
            if (packetId == 0) {
                throw Violation.protocolError("MQTT-2.2.1-3: packet identifier 0");
            }
        }
        Properties properties = Properties.NONE;
        if (mqtt5) {
            properties = Properties.read(packet, Place.PUBLISH);
            topic = resolve(topic, properties);
        } else if (topic.isEmpty()) {
            throw Violation.malformed("MQTT-4.7.3-1: an empty topic");
        }
        return new Publish(
                topic, qos, (flags & DUP) != 0, (flags & RETAIN) != 0, packetId, properties, packet.readRest());
    }

    /** As much of the topic as has come of a packet that will not be read; empty when it is not whole. */
    static String peekTopic(ByteBuf in, int length) {
        int available = Math.min(in.readableBytes(), length);
        if (available < BYTES_OF_LENGTH) {
            return "";
        }
        int topicBytes = in.getUnsignedShort(in.readerIndex());
        if (available < BYTES_OF_LENGTH + topicBytes) {
            return "";
        }
        byte[] utf8 = ByteBufUtil.getBytes(in, in.readerIndex() + BYTES_OF_LENGTH, topicBytes);
        return Utf8.isWellFormed(utf8) ? WireReader.text(utf8) : "";
    }

    private String topic(ByteBuf in, WireReader packet) {
        int length = packet.readShort();
        if (length == 0) {
            return "";
        }
        if (length == newestBytes.readableBytes()
                && length <= packet.remaining()
                && ByteBufUtil.equals(in, in.readerIndex(), newestBytes, newestBytes.readerIndex(), length)) {
            in.skipBytes(length);
            return newestTopic;
        }
        byte[] utf8 = packet.readBytes(length);
        String topic = WireReader.text(utf8);
        if (Topics.hasWildcard(topic)) {
            throw Violation.malformed("MQTT-3.3.2-2: a wildcard in a topic name");
        }
        newestBytes = Unpooled.wrappedBuffer(utf8);
        newestTopic = topic;
        return topic;
    }

    private String resolve(String topic, Properties properties) {
        if (properties.has(Property.SUBSCRIPTION_IDENTIFIER)) {
            throw Violation.protocolError("MQTT-3.3.4-6: a subscription identifier from a client");
        }
        int alias = (int) properties.number(Property.TOPIC_ALIAS, 0);
        if (alias == 0) {
            if (topic.isEmpty()) {
                throw Violation.protocolError("neither a topic nor an alias");
            }
            return topic;
        }
        if (alias > Limits.TOPIC_ALIAS_MAXIMUM) {
            throw new Violation(CloseCause.TOPIC_ALIAS_INVALID, "MQTT-3.3.2-9: an alias above the maximum");
        }
        if (aliases == null) {
            aliases = new String[Limits.TOPIC_ALIAS_MAXIMUM + 1];
        }
        if (!topic.isEmpty()) {
            aliases[alias] = topic;
            return topic;
        }
        String meant = aliases[alias];
        if (meant == null) {
            throw Violation.protocolError("an alias that stands for no topic");
        }
        return meant;
    }
}
