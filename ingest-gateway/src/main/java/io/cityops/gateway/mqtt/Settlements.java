package io.cityops.gateway.mqtt;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Carries connections with settled messages from Kafka's thread to their event loop: one wake-up, and one flush a
 * connection, for all that Kafka acknowledged together.
 */
final class Settlements {
    private final Executor eventLoop;
    private final ConcurrentLinkedQueue<MqttConnection> settled = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    Settlements(Executor eventLoop) {
        this.eventLoop = eventLoop;
    }

    /** From any thread. */
    void add(MqttConnection connection) {
        settled.add(connection);
        if (scheduled.compareAndSet(false, true)) {
            eventLoop.execute(this::pass);
        }
    }

    private void pass() {
        scheduled.set(false);
        MqttConnection next;
        while ((next = settled.poll()) != null) {
            next.acknowledgeSettled();
        }
    }
}
