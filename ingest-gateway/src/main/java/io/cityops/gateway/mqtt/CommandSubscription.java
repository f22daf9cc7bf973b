package io.cityops.gateway.mqtt;

import io.cityops.gateway.registry.KnownDevice;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.ArrayList;
import java.util.List;

/** A device may subscribe to its own command topic and to nothing else; each other filter is refused by its code. */
final class CommandSubscription {
    private final PacketWriter writer;
    private String subscribed = "";

    CommandSubscription(PacketWriter writer) {
        this.writer = writer;
    }

    /** @return false when the packet breaks the protocol */
    boolean subscribe(KnownDevice device, MqttSubscribeMessage packet, boolean mqtt5) {
        List<MqttTopicSubscription> filters = packet.payload().topicSubscriptions();
        List<Integer> codes = new ArrayList<>(filters.size());
        for (MqttTopicSubscription filter : filters) {
            if (PacketLimits.isIllFormed(filter.topicFilter())) {
                return false;
            }
            if (filter.topicFilter().equals(device.commandTopic())) {
                subscribed = filter.topicFilter();
                codes.add(Math.min(filter.qualityOfService().value(), MqttQoS.AT_LEAST_ONCE.value()));
            } else {
                codes.add(mqtt5 ? ReasonCodes.NOT_AUTHORIZED : ReasonCodes.SUBSCRIBE_REFUSED_3);
            }
        }
        if (codes.isEmpty()) {
            return false;
        }
        writer.suback(packet.variableHeader().messageId(), codes);
        writer.flush();
        return true;
    }

    /** @return false when the packet breaks the protocol */
    boolean unsubscribe(MqttUnsubscribeMessage packet) {
        List<Short> codes = new ArrayList<>();
        for (String filter : packet.payload().topics()) {
            boolean existed = !filter.isEmpty() && filter.equals(subscribed);
            codes.add((short) (existed ? ReasonCodes.SUCCESS : ReasonCodes.NO_SUBSCRIPTION_EXISTED));
            subscribed = existed ? "" : subscribed;
        }
        if (codes.isEmpty()) {
            return false;
        }
        writer.unsuback(packet.variableHeader().messageId(), codes);
        writer.flush();
        return true;
    }
}
