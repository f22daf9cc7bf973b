package io.cityops.simulators.mqtt;

import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.ScheduledExecutorPingSender;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MQTT 3.1.1. */
final class Mqtt3Link implements MqttLink {
    private static final Logger LOG = LoggerFactory.getLogger(Mqtt3Link.class);

    private final String deviceId;
    private final String token;
    private final MqttAsyncClient client;

    Mqtt3Link(String url, String deviceId, String token, ScheduledExecutorService threads) {
        this.deviceId = deviceId;
        this.token = token;
        try {
            this.client = new MqttAsyncClient(
                    url, deviceId, new MemoryPersistence(), new ScheduledExecutorPingSender(threads), threads);
        } catch (MqttException e) {
            throw new IllegalArgumentException(url + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void connect(Listener listener) {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(true); // what is not acknowledged is kept and resent by DeviceConnection
        options.setUserName(deviceId);
        options.setPassword(token.toCharArray());
        options.setKeepAliveInterval(DeviceConnection.KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout(DeviceConnection.CONNECT_TIMEOUT_SECONDS);
        options.setMaxInflight(2 * DeviceConnection.WINDOW);
        client.setCallback(new MqttCallback() {
            @Override
            public void connectionLost(@Nullable Throwable cause) {
                listener.lost(reasonOf(cause));
            }

            @Override
            public void messageArrived(String topic, MqttMessage message) {
                // nothing is subscribed to
            }

            @Override
            public void deliveryComplete(IMqttDeliveryToken delivered) {
                // told to the message's own listener
            }
        });
        try {
            client.connect(options, null, new IMqttActionListener() {
                @Override
                public void onSuccess(IMqttToken connected) {
                    listener.connected();
                }

                @Override
                public void onFailure(IMqttToken failed, @Nullable Throwable cause) {
                    listener.lost(reasonOf(cause));
                }
            });
        } catch (MqttException e) {
            listener.lost(reasonOf(e));
        }
    }

    @Override
    public void publish(String topic, byte[] payload, Answer answer) {
        try {
            client.publish(topic, payload, 1, false, null, new IMqttActionListener() {
                @Override
                public void onSuccess(IMqttToken delivered) {
                    answer.acknowledged(0, "");
                }

                @Override
                public void onFailure(IMqttToken failed, @Nullable Throwable cause) {
                    answer.notSent(reasonOf(cause));
                }
            });
        } catch (MqttException e) {
            answer.notSent(reasonOf(e));
        }
    }

    @Override
    public void disconnect(Runnable gone) {
        try {
            client.disconnect(QUIESCE_MILLIS, null, new IMqttActionListener() {
                @Override
                public void onSuccess(IMqttToken said) {
                    gone.run();
                }

                @Override
                public void onFailure(IMqttToken failed, @Nullable Throwable cause) {
                    gone.run();
                }
            });
        } catch (MqttException e) {
            discard();
            gone.run();
        }
    }

    @Override
    public void discard() {
        try {
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("{}: closing a dead connection: {}", deviceId, reasonOf(e));
        }
    }

    private static String reasonOf(@Nullable Throwable cause) {
        if (cause instanceof MqttException e) {
            return e.getReasonCode() == MqttException.REASON_CODE_FAILED_AUTHENTICATION
                            || e.getReasonCode() == MqttException.REASON_CODE_NOT_AUTHORIZED
                    ? NOT_AUTHORISED
                    : String.valueOf(
                            e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
        }
        return cause == null ? "closed by the gateway" : String.valueOf(cause.getMessage());
    }
}
