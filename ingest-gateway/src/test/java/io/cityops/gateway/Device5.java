package io.cityops.gateway;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A device that speaks MQTT 5, on Paho. */
final class Device5 implements AutoCloseable, MqttCallback {
    private static final int WAIT_MILLIS = 120_000;
    private static final int FIRST_ERROR = 0x80;

    private final MqttAsyncClient client;
    private final CompletableFuture<Integer> disconnected = new CompletableFuture<>();

    private Device5(MqttAsyncClient client) {
        this.client = client;
    }

    static Device5 signIn(RunningGateway city, String deviceId, String token) throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient(city.mqttUrl(), deviceId, new MemoryPersistence());
        Device5 device = new Device5(client);
        client.setCallback(device);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(deviceId);
        options.setPassword(token.getBytes(StandardCharsets.UTF_8));
        options.setAutomaticReconnect(false);
        client.connect(options).waitForCompletion(WAIT_MILLIS);
        return device;
    }

    /** What the gateway answered a PUBLISH of QoS 1 or 2 with. */
    record Answer(int code, String reason) {}

    Answer publish(String topic, String payload, int qos) throws Exception {
        return publishLater(topic, payload, qos).get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    CompletableFuture<Answer> publishLater(String topic, String payload, int qos) throws MqttException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        MqttMessage message = new MqttMessage(payload.getBytes(StandardCharsets.UTF_8), qos, false, null);
        client.publish(topic, message, null, new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                answer.complete(answerOf(token));
            }

            @Override
            public void onFailure(IMqttToken token, Throwable cause) {
                if (token.getReasonCodes() != null) {
                    answer.complete(answerOf(token));
                } else if (cause instanceof MqttException refused && refused.getReasonCode() >= FIRST_ERROR) {
                    // Paho passes on the code of a PUBREC, not its reason.
                    answer.complete(new Answer(refused.getReasonCode(), null));
                } else {
                    answer.completeExceptionally(cause);
                }
            }
        });
        return answer;
    }

    int subscribe(String filter) throws MqttException {
        IMqttToken token = client.subscribe(filter, 1);
        try {
            token.waitForCompletion(WAIT_MILLIS);
        } catch (MqttException e) {
            return e.getReasonCode();
        }
        return token.getReasonCodes()[0];
    }

    /** Completes with the reason code of the gateway's DISCONNECT. */
    CompletableFuture<Integer> disconnection() {
        return disconnected;
    }

    boolean isConnected() {
        return client.isConnected();
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 1_000, 0, new MqttProperties());
        client.close(true);
    }

    private static Answer answerOf(IMqttToken token) {
        MqttProperties properties = token.getResponseProperties();
        int[] codes = token.getReasonCodes();
        return new Answer(
                codes == null || codes.length == 0 ? 0 : codes[0],
                properties == null ? null : properties.getReasonString());
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        disconnected.complete(response.getReturnCode());
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // disconnected() follows
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        // nothing is sent to devices yet
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // the publish token tells
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // the connect token tells
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // no authentication method is used
    }
}
