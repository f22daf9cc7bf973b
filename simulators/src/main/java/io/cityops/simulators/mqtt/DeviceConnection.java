package io.cityops.simulators.mqtt;

import io.cityops.simulators.device.Publication;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.NavigableSet;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device's way to the gateway, at least once: a message is kept until it is acknowledged, and everything that was not
 * is sent again, in its order, when the connection is back. The gateway will see some messages twice.
 *
 * <p>Belongs to the fleet's one thread; what Paho tells on other threads is carried over to it.
 */
final class DeviceConnection {
    static final int KEEP_ALIVE_SECONDS = 30;
    static final int CONNECT_TIMEOUT_SECONDS = 15;

    /** Messages sent and not yet acknowledged. */
    static final int WINDOW = 8;

    /** Messages kept while the gateway is away; at 20 s between messages nearly six hours. */
    static final int MOST_WAITING = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(DeviceConnection.class);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    private final String deviceId;
    private final MqttLink.Factory links;
    private final FleetThread thread;
    private final Backoff backoff;
    private final Outcomes outcomes;
    private final Supplier<Iterable<Publication>> onFirstConnection;

    /** In the order of their places, so that what comes back from a dying connection finds its place again. */
    private final NavigableSet<Message> waiting =
            new TreeSet<>(Comparator.comparingLong((Message message) -> message.place));

    private final SequencedSet<Message> inFlight = new LinkedHashSet<>();
    private @Nullable MqttLink link;
    private boolean connected;
    private boolean everConnected;
    private boolean closing;
    private int failures;
    private long nextPlace;

    /** A message on its way; two of the same content are two. */
    private static final class Message {
        private final Publication publication;
        private final long place;
        private boolean sentBefore;

        private Message(Publication publication, long place) {
            this.publication = publication;
            this.place = place;
        }
    }

    DeviceConnection(
            String deviceId,
            MqttLink.Factory links,
            FleetThread thread,
            Backoff backoff,
            Outcomes outcomes,
            Supplier<Iterable<Publication>> onFirstConnection) {
        this.deviceId = deviceId;
        this.links = links;
        this.thread = thread;
        this.backoff = backoff;
        this.outcomes = outcomes;
        this.onFirstConnection = onFirstConnection;
    }

    void open() {
        MqttLink opening = links.newLink();
        link = opening;
        opening.connect(new MqttLink.Listener() {
            @Override
            public void connected() {
                thread.execute(() -> whenConnected(opening));
            }

            @Override
            public void lost(String reason) {
                thread.execute(() -> whenLost(opening, reason));
            }
        });
    }

    void send(Publication publication) {
        outcomes.published(publication);
        waiting.add(new Message(publication, nextPlace++));
        while (waiting.size() > MOST_WAITING) {
            outcomes.dropped(waiting.removeFirst().publication);
        }
        pump();
    }

    /** Messages not acknowledged yet, sent or not. */
    int outstanding() {
        return waiting.size() + inFlight.size();
    }

    int inFlight() {
        return inFlight.size();
    }

    boolean connected() {
        return connected;
    }

    /** @param gone told once, on any thread, when the gateway knows or cannot be told */
    void close(Runnable gone) {
        closing = true;
        if (connected && link != null) {
            link.disconnect(gone);
        } else {
            if (link != null) {
                link.discard();
            }
            gone.run();
        }
        connected = false;
    }

    private void whenConnected(MqttLink which) {
        if (!which.equals(link) || closing) {
            return;
        }
        connected = true;
        failures = 0;
        LOG.debug("{}: connected", deviceId);
        if (!everConnected) {
            everConnected = true;
            putAhead(onFirstConnection.get());
        }
        pump();
    }

    /** Before all that {@link #send} has taken; called once. */
    private void putAhead(Iterable<Publication> publications) {
        long place = Long.MIN_VALUE;
        for (Publication publication : publications) {
            outcomes.published(publication);
            waiting.add(new Message(publication, place++));
        }
    }

    private void whenLost(MqttLink which, String reason) {
        if (!which.equals(link) || closing) {
            return;
        }
        link = null;
        which.discard();
        outcomes.connectionLost(deviceId, reason, connected);
        connected = false;
        failures++;
        takeBackAll();
        thread.after(backoff.pause(deviceId, failures), this::reopen);
    }

    private void reopen() {
        if (link == null && !closing) {
            open();
        }
    }

    private void pump() {
        MqttLink current = link;
        while (connected && current != null && inFlight.size() < WINDOW && !waiting.isEmpty()) {
            Message message = waiting.removeFirst();
            inFlight.add(message);
            if (message.sentBefore) {
                outcomes.resent(message.publication);
            }
            message.sentBefore = true;
            current.publish(message.publication.topic(), message.publication.payload(), answerFor(message, current));
        }
    }

    private MqttLink.Answer answerFor(Message message, MqttLink over) {
        return new MqttLink.Answer() {
            @Override
            public void acknowledged(int reasonCode, String reason) {
                thread.execute(() -> whenAcknowledged(message, reasonCode, reason));
            }

            @Override
            public void notSent(String reason) {
                thread.execute(() -> whenNotSent(message, over, reason));
            }
        };
    }

    private void whenAcknowledged(Message message, int reasonCode, String reason) {
        // An acknowledgement may overtake the news of the loss of its connection: then the message waits again.
        if (inFlight.remove(message) || waiting.remove(message)) {
            if (reasonCode >= MqttLink.FIRST_REFUSAL) {
                outcomes.refused(message.publication, reasonCode, reason);
            } else {
                outcomes.acknowledged(message.publication);
            }
        }
        pump();
    }

    private void whenNotSent(Message message, MqttLink over, String reason) {
        if (over.equals(link) && inFlight.remove(message)) {
            LOG.debug("{}: not sent: {}", deviceId, reason);
            waiting.add(message);
            thread.after(RETRY_PAUSE, this::pump);
        }
    }

    private void takeBackAll() {
        waiting.addAll(inFlight);
        inFlight.clear();
    }
}
