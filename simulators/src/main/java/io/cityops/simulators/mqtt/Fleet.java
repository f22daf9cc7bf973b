package io.cityops.simulators.mqtt;

import io.cityops.simulators.device.Publication;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections of the process. Safe for several threads: everything is carried to the one thread that the connections
 * belong to.
 */
public final class Fleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
    private static final Duration PATIENCE_WITH_GOODBYES = Duration.ofSeconds(5);

    private final Broker broker;
    private final Outcomes outcomes;
    private final SharedThreads pahoThreads = new SharedThreads();
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("fleet").factory());
    private final FleetThread thread = new FleetThread() {
        @Override
        public void after(Duration pause, Runnable task) {
            executor.schedule(() -> guarded(task), pause.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void execute(Runnable task) {
            executor.execute(() -> guarded(task));
        }
    };
    private final Map<String, DeviceConnection> connections = new LinkedHashMap<>();
    private final AtomicLong outstanding = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong connected = new AtomicLong();

    /** MQTT's two living versions. */
    public enum Protocol {
        MQTT_3_1_1,
        /** Tells why a message was refused; Paho cannot bear that for a message of QoS 2. */
        MQTT_5
    }

    /** @param url such as {@code tcp://127.0.0.1:1883} or {@code ssl://host:8883} */
    public Fleet(String url, Outcomes outcomes) {
        this(Broker.at(url), outcomes);
    }

    public Fleet(Broker broker, Outcomes outcomes) {
        this.broker = broker;
        this.outcomes = outcomes;
        executor.scheduleWithFixedDelay(() -> guarded(this::count), 0, 100, TimeUnit.MILLISECONDS);
    }

    /**
     * Adds a device without birth and will, which connects after a pause of its own and stays connected until the fleet is
     * closed.
     *
     * @param onFirstConnection what it sends before all else; asked once, when it is connected
     */
    public void add(
            String deviceId,
            String token,
            Protocol protocol,
            Duration pause,
            Supplier<? extends Iterable<Publication>> onFirstConnection) {
        add(new Member(deviceId, token, protocol, pause, null, 1, onFirstConnection));
    }

    /** Adds a device or concentrator, which stays connected until the fleet is closed. */
    public void add(Member member) {
        MqttLink.Factory links = member.protocol() == Protocol.MQTT_5
                ? () -> new Mqtt5Link(broker, member.id(), member.token(), pahoThreads)
                : () -> new Mqtt3Link(broker, member.id(), member.token(), pahoThreads);
        DeviceConnection connection = new DeviceConnection(member, links, thread, Backoff.usual(), outcomes);
        call(() -> connections.put(member.id(), connection) == null);
        thread.after(member.pause(), connection::open);
    }

    /** Takes a device's connection away without a goodbye. What it is to send meanwhile is kept. */
    public void cut(String id) {
        thread.execute(() -> known(id).cut());
    }

    /** Lets a device that was {@link #cut} come back. */
    public void restore(String id) {
        thread.execute(() -> known(id).restore());
    }

    /** Takes a message over; it is kept until acknowledged. Messages of devices that were never added are a mistake. */
    public void send(Publication publication) {
        outstanding.incrementAndGet();
        thread.execute(() -> {
            known(publication.publisher()).send(publication);
        });
    }

    private DeviceConnection known(String id) {
        DeviceConnection connection = connections.get(id);
        if (connection == null) {
            throw new IllegalStateException("not in the fleet: " + id);
        }
        return connection;
    }

    /** Messages taken over and not acknowledged yet, at most a tenth of a second ago. */
    public long outstanding() {
        return outstanding.get();
    }

    /** Messages sent and not acknowledged yet, at most a tenth of a second ago. */
    public long inFlight() {
        return inFlight.get();
    }

    /** Devices connected, at most a tenth of a second ago. */
    public long connected() {
        return connected.get();
    }

    /** Waits until all is acknowledged. Tells what is still outstanding when the patience is at its end. */
    public long awaitAcknowledgements(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long left = exactlyOutstanding();
        while (left > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(50);
            left = exactlyOutstanding();
        }
        return left;
    }

    /**
     * Disconnects all devices, all at once and within {@link #PATIENCE_WITH_GOODBYES}. What is not acknowledged by now is
     * lost with the process.
     */
    @Override
    public void close() {
        if (executor.isShutdown()) {
            return;
        }
        CountDownLatch goodbyes = call(() -> {
            CountDownLatch all = new CountDownLatch(connections.size());
            connections.values().forEach(connection -> connection.close(all::countDown));
            return all;
        });
        try {
            if (!goodbyes.await(PATIENCE_WITH_GOODBYES.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} devices end without a goodbye; the gateway did not answer", goodbyes.getCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdown();
    }

    private long exactlyOutstanding() {
        return call(() -> {
            count();
            return outstanding.get();
        });
    }

    private void count() {
        long messages = 0;
        long sent = 0;
        long up = 0;
        for (DeviceConnection connection : connections.values()) {
            messages += connection.outstanding();
            sent += connection.inFlight();
            up += connection.connected() ? 1 : 0;
        }
        outstanding.set(messages);
        inFlight.set(sent);
        connected.set(up);
    }

    private <T> T call(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        executor.execute(() -> {
            try {
                result.complete(task.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the fleet's own fault", e.getCause());
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("the fleet's own fault", e);
        }
    }
}
