package io.cityops.simulators.mqtt;

/** Makes single Paho connections, for who looks after them itself; all share a few threads. */
public final class PahoLinks {
    private final Broker broker;
    private final SharedThreads threads = new SharedThreads();

    public PahoLinks(Broker broker) {
        this.broker = broker;
    }

    /** For one life, see {@link MqttLink}. */
    public MqttLink newLink(Fleet.Protocol protocol, String clientId, String token) {
        return protocol == Fleet.Protocol.MQTT_5
                ? new Mqtt5Link(broker, clientId, token, threads)
                : new Mqtt3Link(broker, clientId, token, threads);
    }
}
