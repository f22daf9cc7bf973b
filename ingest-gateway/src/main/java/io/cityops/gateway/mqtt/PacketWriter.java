package io.cityops.gateway.mqtt;

import io.cityops.gateway.operations.CloseCause;
import io.cityops.gateway.operations.SignInOutcome;
import io.cityops.model.telemetry.RejectReason;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packets to one client, in the version it speaks. On the event loop only; nothing leaves before {@link #flush}. */
final class PacketWriter {
    private final ChannelHandlerContext channel;
    private boolean speaks5;
    private boolean wantsReasons;

    PacketWriter(ChannelHandlerContext channel) {
        this.channel = channel;
    }

    /** @param wantsReasons whether the client asked for reason strings; never before MQTT 5 */
    void speak(boolean mqtt5, boolean wantsReasons) {
        this.speaks5 = mqtt5;
        this.wantsReasons = mqtt5 && wantsReasons;
    }

    boolean isWritable() {
        return channel.channel().isWritable();
    }

    void flush() {
        channel.flush();
    }

    /** @param askedForSession whether an MQTT 5 client wants its session kept, which this gateway does not do */
    void accept(int receiveMaximum, boolean askedForSession) {
        MqttProperties properties = MqttProperties.NO_PROPERTIES;
        if (speaks5) {
            properties = new MqttProperties();
            properties.add(new IntegerProperty(MqttProperties.RECEIVE_MAXIMUM, receiveMaximum));
            properties.add(new IntegerProperty(MqttProperties.MAXIMUM_PACKET_SIZE, PacketLimits.MAX_PACKET_BYTES));
            properties.add(new IntegerProperty(MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE, 0));
            if (askedForSession) {
                properties.add(new IntegerProperty(MqttProperties.SESSION_EXPIRY_INTERVAL, 0));
            }
        }
        connack(MqttConnectReturnCode.CONNECTION_ACCEPTED, properties);
    }

    void refuse(SignInOutcome outcome) {
        connack(
                speaks5 ? ReasonCodes.connect5(outcome) : ReasonCodes.connect3(outcome),
                reason(wantsReasons ? outcome.tag() : null));
    }

    void puback(int packetId, @Nullable RejectReason refusal) {
        publishReply(MqttMessageType.PUBACK, packetId, refusal);
    }

    void pubrec(int packetId, @Nullable RejectReason refusal) {
        publishReply(MqttMessageType.PUBREC, packetId, refusal);
    }

    void pubcomp(int packetId, byte reasonCode) {
        write(new MqttMessage(
                header(MqttMessageType.PUBCOMP),
                new MqttPubReplyMessageVariableHeader(packetId, reasonCode, MqttProperties.NO_PROPERTIES)));
    }

    void suback(int packetId, List<Integer> reasonCodes) {
        write(new MqttSubAckMessage(
                header(MqttMessageType.SUBACK), packetIdOnly(packetId), new MqttSubAckPayload(reasonCodes)));
    }

    void unsuback(int packetId, List<Short> reasonCodes) {
        MqttUnsubAckPayload payload = new MqttUnsubAckPayload(speaks5 ? reasonCodes : List.of());
        write(new MqttUnsubAckMessage(header(MqttMessageType.UNSUBACK), packetIdOnly(packetId), payload));
    }

    void pingresp() {
        write(MqttMessage.PINGRESP);
    }

    /** MQTT 3.1.1 has no such packet from a server; nothing is sent there. */
    void disconnect(CloseCause cause) {
        if (speaks5 && cause.disconnectCode() != 0) {
            write(new MqttMessage(
                    header(MqttMessageType.DISCONNECT),
                    new MqttReasonCodeAndPropertiesVariableHeader(
                            cause.disconnectCode(), reason(wantsReasons ? cause.tag() : null))));
        }
    }

    private void publishReply(MqttMessageType type, int packetId, @Nullable RejectReason refusal) {
        byte reasonCode = refusal == null ? ReasonCodes.SUCCESS : ReasonCodes.publish(refusal);
        MqttProperties reason = reason(refusal != null && wantsReasons ? refusal.tag() : null);
        write(new MqttMessage(header(type), new MqttPubReplyMessageVariableHeader(packetId, reasonCode, reason)));
    }

    private void connack(MqttConnectReturnCode code, MqttProperties properties) {
        write(new MqttConnAckMessage(
                header(MqttMessageType.CONNACK), new MqttConnAckVariableHeader(code, false, properties)));
    }

    private static MqttProperties reason(@Nullable String text) {
        if (text == null) {
            return MqttProperties.NO_PROPERTIES;
        }
        MqttProperties properties = new MqttProperties();
        properties.add(new StringProperty(MqttProperties.REASON_STRING, text));
        return properties;
    }

    private static MqttMessageIdVariableHeader packetIdOnly(int packetId) {
        return new MqttMessageIdAndPropertiesVariableHeader(packetId, MqttProperties.NO_PROPERTIES);
    }

    private static MqttFixedHeader header(MqttMessageType type) {
        return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
    }

    private void write(MqttMessage message) {
        channel.write(message, channel.voidPromise());
    }
}
