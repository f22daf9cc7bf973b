package io.cityops.city;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** An MQTT 3.1.1 device with a memory: it reconnects by itself and resends what was not acknowledged. */
final class FieldDevice implements AutoCloseable {
    private static final int MAX_IN_FLIGHT = 100;

    private final String topic;
    private final MqttAsyncClient client;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();

    FieldDevice(City city, String sector, String id, String token) throws MqttException {
        topic = "city/" + sector + "/" + id + "/telemetry";
        client = new MqttAsyncClient("tcp://127.0.0.1:" + city.port(1883), id, new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName(id);
        options.setPassword(token.toCharArray());
        options.setCleanSession(false);
        options.setAutomaticReconnect(true);
        options.setMaxReconnectDelay(2_000);
        options.setMaxInflight(2 * MAX_IN_FLIGHT);
        client.connect(options).waitForCompletion(30_000);
    }

    /** Sends at QoS 1 and goes on; what is refused for want of a connection is tried again until it is taken. */
    void send(String payload) throws InterruptedException {
        while (true) {
            if (inFlight.get() < MAX_IN_FLIGHT && client.isConnected()) {
                try {
                    inFlight.incrementAndGet();
                    client.publish(topic, payload.getBytes(UTF_8), 1, false, null, new Acknowledged());
                    return;
                } catch (MqttException e) {
                    inFlight.decrementAndGet();
                }
            }
            Thread.sleep(2);
        }
    }

    long acknowledged() {
        return acknowledged.get();
    }

    int inFlight() {
        return inFlight.get();
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 1_000, false);
        client.close(true);
    }

    private final class Acknowledged implements IMqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            acknowledged.incrementAndGet();
            inFlight.decrementAndGet();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
            throw new AssertionError("Paho gave up a message", cause);
        }
    }
}
