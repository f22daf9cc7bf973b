package io.cityops.gateway.bridge;

import io.cityops.gateway.formats.Request;
import io.cityops.gateway.intake.Judge;
import io.cityops.gateway.intake.Verdict;
import io.cityops.gateway.kafka.Delivery;
import io.cityops.gateway.kafka.InFlightBytes;
import io.cityops.gateway.kafka.KafkaJournal;
import io.cityops.gateway.kafka.Receipt;
import io.cityops.gateway.operations.BridgeState;
import io.cityops.gateway.operations.GatewayMeters;
import io.cityops.gateway.registry.KnownDevice;
import io.cityops.gateway.registry.RegistryMirror;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
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

/**
 * A connection to an external broker. What it brings is judged as if the concentrator that it acts as had sent it, and
 * acknowledged to the broker only when Kafka has it, at least once: after a crash the broker sends again what was not.
 *
 * <p>While Kafka is away nothing is acknowledged, and the broker, kept to the receive maximum, sends no more. A broken
 * connection is made anew, after 1 s at first and a minute in the end; the session at the broker lives on.
 */
public final class Bridge implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Bridge.class);
    private static final long FIRST_PAUSE_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    private static final long ANSWER_MILLIS = 15_000;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int QOS = 1;
    private static final int OVERHEAD_BYTES = 400;

    private final BridgeSettings settings;
    private final Neighbours city;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicLong received = new AtomicLong();
    private final Thread thread;
    private volatile @Nullable String trouble = "not connected yet";
    private volatile Instant since;
    private volatile @Nullable Link link;

    /** What all bridges share with the rest of the gateway. */
    public record Neighbours(
            RegistryMirror mirror,
            Judge judge,
            KafkaJournal journal,
            InFlightBytes inFlight,
            GatewayMeters meters,
            Clock clock) {}

    public Bridge(BridgeSettings settings, Neighbours city) {
        this.settings = settings;
        this.city = city;
        this.since = city.clock().instant();
        this.thread =
                Thread.ofPlatform().name("bridge-" + settings.name()).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public BridgeState state() {
        Link now = link;
        return new BridgeState(
                settings.name(),
                settings.url(),
                since,
                trouble,
                received.get(),
                now == null ? 0 : now.acknowledgements.size());
    }

    @Override
    public void close() {
        stopping.countDown();
        thread.interrupt();
        Link now = link;
        if (now != null) {
            now.close();
        }
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        try {
            while (stopping.getCount() > 0) {
                try (Link made = new Link()) {
                    link = made;
                    made.open();
                    pause = FIRST_PAUSE_MILLIS;
                    is(null);
                    log.info("bridge {} is connected", settings);
                    is(made.ended());
                } catch (MqttException | IOException | GeneralSecurityException e) {
                    is(reasonOf(e));
                }
                log.warn("bridge {} is not connected, trying again in {} ms: {}", settings, pause, trouble);
                if (stopping.await(pause, TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            // the gateway stops
        }
    }

    private void is(@Nullable String now) {
        trouble = now;
        since = city.clock().instant();
    }

    private static String reasonOf(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    /** One connection, from its making to its end; acknowledgements never pass to another. */
    private final class Link implements MqttCallback, AutoCloseable {
        private final MqttAsyncClient client;
        private final OrderedAcknowledgements acknowledgements = new OrderedAcknowledgements();
        private final ExecutorService answers = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("bridge-answers").daemon().factory());
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile String end = "the connection broke";

        Link() throws MqttException {
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
                options.setSocketFactory(trusting(ca));
            }
            client.connect(options).waitForCompletion(ANSWER_MILLIS);
            for (String topic : settings.topics()) {
                String filter =
                        settings.sharedGroup() == null ? topic : "$share/" + settings.sharedGroup() + "/" + topic;
                client.subscribe(filter, QOS).waitForCompletion(ANSWER_MILLIS);
            }
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
            finish(cause != null ? reasonOf(cause) : "the broker ended it with reason " + response.getReturnCode());
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
    }

    private interface Answer {
        void send() throws MqttException;
    }

    private static SSLSocketFactory trusting(Path ca) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(ca)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("ca-" + number++, certificate);
            }
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
