package io.cityops.gateway.bridge;

import io.cityops.gateway.intake.Judge;
import io.cityops.gateway.kafka.InFlightBytes;
import io.cityops.gateway.kafka.KafkaJournal;
import io.cityops.gateway.operations.BridgeState;
import io.cityops.gateway.operations.GatewayMeters;
import io.cityops.gateway.registry.RegistryMirror;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.common.MqttException;
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

    private final BridgeSettings settings;
    private final Neighbours city;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicLong received = new AtomicLong();
    private final Thread thread;
    private volatile @Nullable String trouble = "not connected yet";
    private volatile Instant since;
    private volatile @Nullable BridgeLink link;

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
        BridgeLink now = link;
        return new BridgeState(
                settings.name(),
                settings.url(),
                since,
                trouble,
                received.get(),
                now == null ? 0 : now.unacknowledged());
    }

    @Override
    public void close() {
        stopping.countDown();
        thread.interrupt();
        BridgeLink now = link;
        if (now != null) {
            now.close();
        }
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        try {
            while (stopping.getCount() > 0) {
                try (BridgeLink made = new BridgeLink(settings, city, received)) {
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

    static String reasonOf(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
