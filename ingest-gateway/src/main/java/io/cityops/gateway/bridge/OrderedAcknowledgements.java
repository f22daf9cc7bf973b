package io.cityops.gateway.bridge;

import java.util.ArrayDeque;

/** Acknowledges in the order of arrival, as MQTT wants it, what Kafka settles in any order. Safe across threads. */
final class OrderedAcknowledgements {
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /** One message. */
    static final class Waiting {
        private final Runnable acknowledge;
        private boolean stored;

        private Waiting(Runnable acknowledge) {
            this.acknowledge = acknowledge;
        }
    }

    synchronized Waiting add(Runnable acknowledge) {
        Waiting message = new Waiting(acknowledge);
        waiting.add(message);
        return message;
    }

    synchronized void stored(Waiting message) {
        message.stored = true;
        while (!waiting.isEmpty() && waiting.peek().stored) {
            waiting.remove().acknowledge.run();
        }
    }

    synchronized int size() {
        return waiting.size();
    }
}
