package io.cityops.simulators.mqtt;

import io.cityops.simulators.device.Publication;
import java.util.concurrent.Executor;
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

    private final Broker broker;
    private final String deviceId;
    private final String token;
    private final Executor threads;
    private final MqttAsyncClient client;

    Mqtt3Link(Broker broker, String deviceId, String token, ScheduledExecutorService threads) {
        this.deviceId = deviceId;
        this.token = token;
        this.broker = broker;
        this.threads = threads;
        try {
            this.client = new MqttAsyncClient(
                    broker.url(), deviceId, new MemoryPersistence(), new ScheduledExecutorPingSender(threads), threads);
        } catch (MqttException e) {
            throw new IllegalArgumentException(broker.url() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void connect(@Nullable StatusMessage will, Listener listener) {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(true); // what is not acknowledged is kept and resent by DeviceConnection
        options.setUserName(deviceId);
        options.setPassword(token.toCharArray());
        options.setKeepAliveInterval(DeviceConnection.KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout(DeviceConnection.CONNECT_TIMEOUT_SECONDS);
        options.setMaxInflight(2 * DeviceConnection.WINDOW);
        if (broker.sockets() != null) {
            options.setSocketFactory(broker.sockets());
        }
        if (will != null) {
            options.setWill(will.topic(), will.payload(), StatusMessage.QOS, true);
        }
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
    public void publish(Publication publication, Answer answer) {
        try {
            client.publish(
                    publication.topic(),
                    publication.payload(),
                    publication.qos(),
                    publication.retained(),
                    null,
                    new IMqttActionListener() {
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
    public void cut() {
        threads.execute(() -> {
            try {
                client.disconnectForcibly(0, 0, false);
            } catch (MqttException e) {
                LOG.debug("{}: cutting: {}", deviceId, reasonOf(e));
            }
            discard();
        });
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
