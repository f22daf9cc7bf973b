package io.cityops.gateway.mqtt;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttVersion;
import org.jspecify.annotations.Nullable;

/** CONNECT as the gateway looks at it. */
final class ConnectPacket {
    private static final int MAX_WILL_QOS = 2;

    private final MqttConnectVariableHeader header;
    private final MqttConnectPayload payload;

    ConnectPacket(MqttConnectMessage packet) {
        this.header = packet.variableHeader();
        this.payload = packet.payload();
    }

    boolean isMqtt5() {
        return header.version() == MqttVersion.MQTT_5.protocolLevel();
    }

    boolean isSupportedVersion() {
        return isMqtt5() || header.version() == MqttVersion.MQTT_3_1_1.protocolLevel();
    }

    /** What the decoder lets pass although the protocol forbids it. */
    boolean isMalformed() {
        boolean willFields = header.isWillFlag()
                ? header.willQos() > MAX_WILL_QOS || isIllFormed(payload.willTopic())
                : header.willQos() != 0 || header.isWillRetain();
        boolean passwordAlone = header.hasPassword() && !header.hasUserName() && !isMqtt5();
        boolean userName = header.hasUserName() && isIllFormed(payload.userName());
        return willFields || passwordAlone || userName || isIllFormed(payload.clientIdentifier());
    }

    boolean wantsMethod() {
        return header.properties().getProperty(MqttProperties.AUTHENTICATION_METHOD) != null;
    }

    /** Clients get reason strings unless they say that they do not want them. */
    boolean wantsReasons() {
        return integer(MqttProperties.REQUEST_PROBLEM_INFORMATION, 1) != 0;
    }

    boolean asksForSession() {
        return integer(MqttProperties.SESSION_EXPIRY_INTERVAL, 0) != 0;
    }

    String clientId() {
        return payload.clientIdentifier();
    }

    @Nullable
    String userName() {
        return header.hasUserName() ? payload.userName() : null;
    }

    byte @Nullable [] password() {
        return header.hasPassword() ? payload.passwordInBytes() : null;
    }

    @Nullable
    String willTopic() {
        return header.isWillFlag() ? payload.willTopic() : null;
    }

    int keepAliveSeconds() {
        return header.keepAliveTimeSeconds();
    }

    private int integer(int property, int absent) {
        MqttProperties.MqttProperty<?> found = header.properties().getProperty(property);
        return found != null && found.value() instanceof Integer number ? number : absent;
    }

    private static boolean isIllFormed(@Nullable String text) {
        return text == null || PacketLimits.isIllFormed(text);
    }
}
