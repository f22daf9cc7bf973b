package io.cityops.gateway.bridge;

import io.cityops.gateway.formats.Request;
import io.cityops.gateway.intake.Verdict;
import io.cityops.gateway.kafka.Delivery;
import io.cityops.gateway.kafka.Receipt;
import io.cityops.gateway.registry.KnownDevice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection, from its making to its end; acknowledgements never pass to another. */
final class BridgeLink implements MqttCallback, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BridgeLink.class);
    private static final long ANSWER_MILLIS = 15_000;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int QOS = 1;
    private static final int OVERHEAD_BYTES = 400;

    private final BridgeSettings settings;
    private final Bridge.Neighbours city;
    private final AtomicLong received;
    private final MqttAsyncClient client;
    private final OrderedAcknowledgements acknowledgements = new OrderedAcknowledgements();
    private final ExecutorService answers = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("bridge-answers").daemon().factory());
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile String end = "the connection broke";

    /** @param received counts the messages that come by it */
    BridgeLink(BridgeSettings settings, Bridge.Neighbours city, AtomicLong received) throws MqttException {
        this.settings = settings;
        this.city = city;
        this.received = received;
        client = new MqttAsyncClient(settings.url(), settings.clientId(), new MemoryPersistence());
        client.setManualAcks(true);
        client.setCallback(this);
    }

    void open() throws MqttException, IOException, GeneralSecurityException {
        if (sender() == null) {
            throw new IOException("concentrator " + settings.actsAs() + " is not registered, or disabled");
        }
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(settings.sessionExpiry().toSeconds());
        options.setReceiveMaximum(settings.receiveMaximum());
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout((int) TimeUnit.MILLISECONDS.toSeconds(ANSWER_MILLIS));
        options.setAutomaticReconnect(false);
        if (settings.user() != null) {
            options.setUserName(settings.user());
            options.setPassword(settings.password().getBytes(StandardCharsets.UTF_8));
        }
        Path ca = settings.caFile();
        if (ca != null) {
            options.setSocketFactory(BrokerTrust.in(ca));
        }
        client.connect(options).waitForCompletion(ANSWER_MILLIS);
        for (String topic : settings.topics()) {
            String filter = settings.sharedGroup() == null ? topic : "$share/" + settings.sharedGroup() + "/" + topic;
            client.subscribe(filter, QOS).waitForCompletion(ANSWER_MILLIS);
        }
    }

    /** Messages that Kafka has not acknowledged. */
    int unacknowledged() {
        return acknowledgements.size();
    }

    /** Why it ended. */
    String ended() throws InterruptedException {
        over.await();
        return end;
    }

    private @Nullable KnownDevice sender() {
        KnownDevice device = city.mirror().find(settings.actsAs());
        return device != null && device.device().enabled() ? device : null;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        KnownDevice sender = sender();
        if (sender == null) {
            finish("concentrator " + settings.actsAs() + " is no longer registered, or disabled");
            return;
        }
        received.incrementAndGet();
        MqttProperties properties = message.getProperties();
        Verdict verdict = city.judge()
                .judge(
                        sender,
                        topic,
                        properties == null ? null : properties.getContentType(),
                        message.getPayload(),
                        city.clock().millis())
                .cameIn(message.getQos() == 0 ? 0 : message.getId(), message.isDuplicate());
        city.meters().message(verdict.outcome(), message.getPayload().length);
        verdict.rejections().forEach(rejection -> city.meters().rejected(rejection.reason()));
        Request request = verdict.request();
        if (request != null) {
            answer(() -> client.publish(request.topic(), request.payload(), 0, false));
        }
        store(message, verdict.of(sender.device().drill()).records(sender.key()));
    }

    private void store(MqttMessage message, List<ProducerRecord<byte[], byte[]>> records) {
        OrderedAcknowledgements.Waiting waiting = acknowledgements.add(() -> acknowledge(message));
        if (records.isEmpty()) {
            acknowledgements.stored(waiting);
            return;
        }
        int heldBytes = OVERHEAD_BYTES
                + records.stream().mapToInt(each -> each.value().length).sum();
        boolean room = city.inFlight().hold(heldBytes);
        city.meters().inFlight();
        city.journal().append(new Delivery(records, new Receipt() {
            @Override
            public void stored() {
                settled();
                acknowledgements.stored(waiting);
            }

            @Override
            public void lost(Exception cause) {
                settled();
                city.meters().kafkaError();
                finish("Kafka did not take a message");
            }

            private void settled() {
                city.inFlight().release(heldBytes);
                city.meters().settled();
            }
        }));
        if (!room) {
            awaitRoom();
        }
    }

    /** Paho hands over no more until this returns. */
    private void awaitRoom() {
        CountDownLatch freed = new CountDownLatch(1);
        city.inFlight().whenFreed(freed::countDown);
        try {
            freed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acknowledge(MqttMessage message) {
        if (message.getQos() > 0) {
            answer(() -> client.messageArrivedComplete(message.getId(), message.getQos()));
        }
    }

    /** On a thread of its own: Paho may wait for the socket. A connection that is gone wants no answer. */
    private void answer(Answer answer) {
        try {
            answers.execute(() -> {
                try {
                    answer.send();
                } catch (MqttException e) {
                    log.debug("bridge {}: an answer was not sent: {}", settings, e.toString());
                }
            });
        } catch (RejectedExecutionException e) {
            log.debug("bridge {} is closed", settings);
        }
    }

    private void finish(String why) {
        end = why;
        over.countDown();
    }

    @Override
    public void close() {
        over.countDown();
        answers.shutdown();
        try {
            client.disconnectForcibly(0, 500, false);
        } catch (MqttException e) {
            log.debug("bridge {} was not disconnected in order: {}", settings, e.toString());
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            log.debug("bridge {} was not closed in order: {}", settings, e.toString());
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        MqttException cause = response.getException();
        finish(cause != null ? Bridge.reasonOf(cause) : "the broker ended it with reason " + response.getReturnCode());
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        log.debug("bridge {}: {}", settings, exception.toString());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // requests are sent once
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // the connect token tells
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // no authentication method is used
    }

    private interface Answer {
        void send() throws MqttException;
    }
}
