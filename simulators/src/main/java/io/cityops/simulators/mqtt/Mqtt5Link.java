package io.cityops.simulators.mqtt;

import io.cityops.simulators.device.Publication;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.TimerPingSender;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MQTT 5, which also tells why a message was refused. Not for messages of QoS 2 that may be refused: Paho takes a PUBREC
 * with a refusal for a broken protocol and closes the connection.
 */
final class Mqtt5Link implements MqttLink {
    private static final Logger LOG = LoggerFactory.getLogger(Mqtt5Link.class);

    private final Broker broker;
    private final String deviceId;
    private final String token;
    private final Executor threads;
    private final MqttAsyncClient client;

    Mqtt5Link(Broker broker, String deviceId, String token, ScheduledExecutorService threads) {
        this.deviceId = deviceId;
        this.token = token;
        this.broker = broker;
        this.threads = threads;
        try {
            this.client = new MqttAsyncClient(
                    broker.url(), deviceId, new MemoryPersistence(), new TimerPingSender(threads), threads);
        } catch (MqttException e) {
            throw new IllegalArgumentException(broker.url() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void connect(@Nullable StatusMessage will, Listener listener) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true); // what is not acknowledged is kept and resent by DeviceConnection
        options.setUserName(deviceId);
        options.setPassword(token.getBytes(StandardCharsets.UTF_8));
        options.setKeepAliveInterval(DeviceConnection.KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout(DeviceConnection.CONNECT_TIMEOUT_SECONDS);
        options.setAutomaticReconnect(false);
        if (broker.sockets() != null) {
            options.setSocketFactory(broker.sockets());
        }
        if (will != null) {
            options.setWill(
                    will.topic(), new MqttMessage(will.payload(), StatusMessage.QOS, true, new MqttProperties()));
        }
        client.setCallback(new Callback(listener));
        try {
            client.connect(options, null, new MqttActionListener() {
                @Override
                public void onSuccess(IMqttToken connected) {
                    listener.connected();
                }

                @Override
                public void onFailure(@Nullable IMqttToken failed, @Nullable Throwable cause) {
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
                    new MqttActionListener() {
                        @Override
                        public void onSuccess(IMqttToken delivered) {
                            answer.acknowledged(codeOf(delivered), reasonStringOf(delivered));
                        }

                        @Override
                        public void onFailure(IMqttToken failed, @Nullable Throwable cause) {
                            int code = codeOf(failed);
                            if (code >= FIRST_REFUSAL) {
                                answer.acknowledged(code, reasonStringOf(failed));
                            } else {
                                answer.notSent(reasonOf(cause));
                            }
                        }
                    });
        } catch (MqttException e) {
            answer.notSent(reasonOf(e));
        }
    }

    @Override
    public void disconnect(Runnable gone) {
        // Paho's MQTT 5 client sleeps for a tenth of a second in every disconnect, so it may not be called by the
        // fleet's
        // one thread: hundreds of devices would take their leave one after the other.
        threads.execute(() -> {
            try {
                client.disconnect(
                        QUIESCE_MILLIS,
                        null,
                        new MqttActionListener() {
                            @Override
                            public void onSuccess(@Nullable IMqttToken said) {
                                gone.run();
                            }

                            @Override
                            public void onFailure(@Nullable IMqttToken failed, @Nullable Throwable cause) {
                                gone.run();
                            }
                        },
                        MqttReturnCode.RETURN_CODE_SUCCESS,
                        new MqttProperties());
            } catch (MqttException e) {
                discard();
                gone.run();
            }
        });
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

    private static int codeOf(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        return codes == null || codes.length == 0 ? 0 : codes[codes.length - 1];
    }

    private static String reasonStringOf(IMqttToken token) {
        MqttProperties properties = token.getResponseProperties();
        return properties == null || properties.getReasonString() == null ? "" : properties.getReasonString();
    }

    private static String reasonOf(@Nullable Throwable cause) {
        if (cause instanceof MqttException e) {
            return e.getReasonCode() == MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD
                            || e.getReasonCode() == MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED
                    ? NOT_AUTHORISED
                    : String.valueOf(
                            e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
        }
        return cause == null ? "closed by the gateway" : String.valueOf(cause.getMessage());
    }

    private record Callback(Listener listener) implements MqttCallback {
        @Override
        public void disconnected(MqttDisconnectResponse response) {
            String told = response.getReasonString();
            listener.lost(told == null || told.isEmpty() ? reasonOf(response.getException()) : told);
        }

        @Override
        public void mqttErrorOccurred(MqttException problem) {
            LOG.debug("MQTT error: {}", problem.getMessage());
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            // nothing is subscribed to
        }

        @Override
        public void deliveryComplete(IMqttToken delivered) {
            // told to the message's own listener
        }

        @Override
        public void connectComplete(boolean reconnect, String server) {
            // told to the connection's own listener
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // no enhanced authentication
        }
    }
}
