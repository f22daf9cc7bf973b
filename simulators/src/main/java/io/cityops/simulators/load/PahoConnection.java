package io.cityops.simulators.load;

import io.cityops.simulators.device.Publication;
import io.cityops.simulators.mqtt.MqttLink;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One connection of {@link PahoClients}. Paho calls back on any thread, so everything is under this object's lock. */
final class PahoConnection implements MqttLink.Listener {
    private static final long RETRY_MILLIS = 1_000;
    private static final int FIRST_REFUSAL = 0x80;

    private final PahoClients all;
    private final int index;
    private final LoadPlan plan;
    private final Measurements measured;
    private final Supplier<MqttLink> links;
    private final LoadClient client;
    private final ScheduledExecutorService timers;

    /** Messages that wait for their answer, with the moment when they were first sent. */
    private final TreeMap<Long, Long> waiting = new TreeMap<>();

    private @Nullable MqttLink link;
    private boolean ready;
    private boolean closed;
    private long due;
    private long next;
    private long connectBegun;

    PahoConnection(
            PahoClients all,
            int index,
            LoadPlan plan,
            Measurements measured,
            Supplier<MqttLink> links,
            LoadClient client,
            ScheduledExecutorService timers) {
        this.all = all;
        this.index = index;
        this.plan = plan;
        this.measured = measured;
        this.links = links;
        this.client = client;
        this.timers = timers;
    }

    synchronized void connect() {
        if (!closed) {
            connectBegun = System.nanoTime();
            MqttLink made = links.get();
            link = made;
            made.connect(null, this);
        }
    }

    @Override
    public synchronized void connected() {
        ready = true;
        measured.counts.connects.increment();
        measured.counts.connected.incrementAndGet();
        measured.connect.record(System.nanoTime() - connectBegun);
        for (long message : List.copyOf(waiting.keySet())) {
            measured.counts.sentAgain.increment();
            publish(message);
        }
        flush();
    }

    @Override
    public synchronized void lost(String reason) {
        if (ready) {
            ready = false;
            measured.counts.connected.decrementAndGet();
            measured.counts.connectionsLost.increment();
        }
        if (closed) {
            return;
        }
        measured.counts.connectFailed(reason);
        MqttLink dead = link;
        if (dead != null) {
            timers.execute(dead::discard);
        }
        timers.schedule(this::connect, RETRY_MILLIS + index % 500, TimeUnit.MILLISECONDS);
    }

    synchronized void cut() {
        MqttLink cutting = link;
        if (ready && cutting != null) {
            ready = false;
            measured.counts.connected.decrementAndGet();
            measured.counts.connectionsLost.increment();
            cutting.cut();
            timers.execute(this::connect);
        }
    }

    synchronized void due(long message) {
        due = message + 1;
        flush();
    }

    private void flush() {
        while (ready && next < due && waiting.size() < plan.inFlight()) {
            long now = all.nanos();
            long message = next++;
            if (plan.answered()) {
                waiting.put(message, now);
            }
            measured.sendDelay.record(now - all.dueAt(index, message));
            measured.counts.sent.increment();
            publish(message);
        }
    }

    private void publish(long message) {
        int count = client.devices().size();
        LoadClient.Playing device = client.devices().get((int) (message % count));
        List<byte[]> payloads = device.payloads();
        byte[] payload = payloads.get((int) (message / count % payloads.size()));
        byte[] stamped = stamped(payload, all.dueAtMillis(index, message), message / count);
        measured.counts.bytes.add(stamped.length);
        MqttLink open = link;
        if (open != null) {
            open.publish(
                    new Publication(
                            client.clientId(),
                            client.clientId(),
                            device.topic(),
                            stamped,
                            plan.qos(),
                            false,
                            List.of(),
                            null),
                    new Answer(message));
        }
    }

    private static byte[] stamped(byte[] payload, long atMillis, long sequence) {
        PublishTemplate template = PublishTemplate.of(MqttProtocol.V3_1_1, 0, "", payload);
        ByteBuffer packet = ByteBuffer.allocate(template.length());
        template.writeTo(packet, 0, atMillis, sequence, false);
        byte[] stamped = new byte[payload.length];
        packet.get(template.length() - payload.length, stamped);
        return stamped;
    }

    private final class Answer implements MqttLink.Answer {
        private final long message;

        Answer(long message) {
            this.message = message;
        }

        @Override
        public void acknowledged(int reasonCode, String reason) {
            answered(message, reasonCode, reason);
        }

        @Override
        public void notSent(String reason) {
            // it waits, and is sent again with the next connection
        }
    }

    private synchronized void answered(long message, int reasonCode, String reason) {
        Long sentAt = waiting.remove(message);
        if (sentAt == null) {
            return;
        }
        long now = all.nanos();
        measured.answerFromSend.record(now - sentAt);
        measured.answerFromDue.record(now - all.dueAt(index, message));
        if (reasonCode >= FIRST_REFUSAL) {
            measured.counts.refused(reason.isEmpty() ? "code 0x%02x".formatted(reasonCode) : reason);
        } else {
            measured.counts.acknowledged.increment();
        }
        flush();
    }

    synchronized boolean isSettled() {
        return waiting.isEmpty() && next == due;
    }

    synchronized int unanswered() {
        return waiting.size();
    }

    synchronized long sent() {
        return next;
    }

    synchronized void close() {
        closed = true;
        MqttLink open = link;
        if (open != null && ready) {
            open.disconnect(() -> {});
        }
    }
}
