package io.cityops.simulators.mqtt;

import io.cityops.simulators.device.Publication;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.NavigableSet;
import java.util.SequencedSet;
import java.util.TreeSet;
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

    /** Messages that each device keeps while the gateway is away; at 30 s between messages more than eight hours. */
    static final int MOST_WAITING = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(DeviceConnection.class);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    /** Ahead of everything: who comes tells so first. */
    private static final long BIRTH_PLACE = Long.MIN_VALUE;

    private final Member member;
    private final MqttLink.Factory links;
    private final FleetThread thread;
    private final Backoff backoff;
    private final Outcomes outcomes;

    /** In the order of their places, so that what comes back from a dying connection finds its place again. */
    private final NavigableSet<Message> waiting =
            new TreeSet<>(Comparator.comparingLong((Message message) -> message.place));

    private final SequencedSet<Message> inFlight = new LinkedHashSet<>();
    private @Nullable MqttLink link;
    private boolean connected;
    private boolean everConnected;
    private boolean closing;
    private boolean held;
    private int failures;
    private long nextPlace;

    /** For what is said last: nobody waits for the answer. */
    private static final MqttLink.Answer UNHEARD = new MqttLink.Answer() {
        @Override
        public void acknowledged(int reasonCode, String reason) {
            // the connection ends
        }

        @Override
        public void notSent(String reason) {
            // the connection ends
        }
    };

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

    DeviceConnection(Member member, MqttLink.Factory links, FleetThread thread, Backoff backoff, Outcomes outcomes) {
        this.member = member;
        this.links = links;
        this.thread = thread;
        this.backoff = backoff;
        this.outcomes = outcomes;
    }

    void open() {
        if (held || link != null) {
            return;
        }
        MqttLink opening = links.newLink();
        link = opening;
        StatusMessage will = member.sector() == null ? null : StatusMessage.death(member.id(), member.sector());
        opening.connect(will, new MqttLink.Listener() {
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
        while (waiting.size() > MOST_WAITING * member.devices()) {
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
            if (member.sector() != null) {
                link.publish(
                        StatusMessage.farewell(member.id(), member.sector()).publication(), UNHEARD);
            }
            link.disconnect(gone);
        } else {
            if (link != null) {
                link.discard();
            }
            gone.run();
        }
        connected = false;
    }

    /** Loses the connection without a goodbye and stays away until it is restored. */
    void cut() {
        held = true;
        MqttLink cutOff = link;
        link = null;
        if (cutOff != null) {
            cutOff.cut();
            outcomes.connectionLost(member.id(), "cut on purpose", connected);
            connected = false;
            takeBackAll();
        }
    }

    /** Comes back after {@link #cut}, each device at its own moment. */
    void restore() {
        held = false;
        thread.after(backoff.pause(member.id(), 1), this::reopen);
    }

    private void whenConnected(MqttLink which) {
        if (!which.equals(link) || closing) {
            return;
        }
        connected = true;
        failures = 0;
        LOG.debug("{}: connected", member.id());
        if (member.sector() != null) {
            tellBirth(StatusMessage.birth(member.id(), member.sector()));
        }
        if (!everConnected) {
            everConnected = true;
            putAhead(member.onFirstConnection().get());
        }
        pump();
    }

    private void tellBirth(StatusMessage birth) {
        Message message = new Message(birth.publication(), BIRTH_PLACE);
        if (waiting.add(message)) {
            outcomes.published(message.publication);
        }
    }

    /** Before all that {@link #send} has taken; called once. */
    private void putAhead(Iterable<? extends Publication> publications) {
        long place = BIRTH_PLACE + 1;
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
        outcomes.connectionLost(member.id(), reason, connected);
        connected = false;
        failures++;
        takeBackAll();
        thread.after(backoff.pause(member.id(), failures), this::reopen);
    }

    private void reopen() {
        if (!closing) {
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
            current.publish(message.publication, answerFor(message, current));
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
            } else if (message.publication.qos() == 0) {
                outcomes.unconfirmed(message.publication);
            } else {
                outcomes.acknowledged(message.publication);
            }
        }
        pump();
    }

    private void whenNotSent(Message message, MqttLink over, String reason) {
        if (over.equals(link) && inFlight.remove(message)) {
            LOG.debug("{}: not sent: {}", member.id(), reason);
            waiting.add(message);
            thread.after(RETRY_PAUSE, this::pump);
        }
    }

    private void takeBackAll() {
        waiting.addAll(inFlight);
        inFlight.clear();
    }
}
