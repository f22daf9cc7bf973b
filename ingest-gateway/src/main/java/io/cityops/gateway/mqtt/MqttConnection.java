package io.cityops.gateway.mqtt;

import io.cityops.gateway.formats.Request;
import io.cityops.gateway.mqtt.wire.FrameReader;
import io.cityops.gateway.mqtt.wire.PacketWriter;
import io.cityops.gateway.operations.CloseCause;
import io.cityops.gateway.registry.KnownDevice;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection from accept to close. Everything runs on its event loop; {@link #execute} brings others there. Until it
 * is signed in it has no {@link Conversation}.
 */
final class MqttConnection {
    private final Channel channel;
    private final Reception reception;
    private final Consumer<MqttConnection> whenClosed;
    private final FrameReader reader;
    private final PacketWriter writer;
    private final SigningIn signingIn;
    private final long acceptedAtNanos = System.nanoTime();
    private final Silence silence = new Silence(acceptedAtNanos);

    private boolean speaks5;
    private @Nullable Conversation client;
    private boolean draining;
    private @Nullable CloseCause closing;

    /** @param context a place in the channel's pipeline behind TLS */
    MqttConnection(
            ChannelHandlerContext context,
            Settlements settlements,
            Reception reception,
            Consumer<MqttConnection> whenClosed) {
        this.channel = context.channel();
        this.reception = reception;
        this.whenClosed = whenClosed;
        this.writer = new PacketWriter(context);
        this.reader = new FrameReader(channel, new ClientPackets(this, reception, writer));
        this.signingIn = new SigningIn(this, channel, settlements, reception, reader, writer);
    }

    FrameReader reader() {
        return reader;
    }

    SigningIn signingIn() {
        return signingIn;
    }

    boolean speaks5() {
        return speaks5;
    }

    /** As {@link io.cityops.gateway.kafka.Takeovers} has given it; 0 before. On the event loop. */
    long signInNumber() {
        return signingIn.number();
    }

    /** Null until it is signed in. */
    @Nullable
    Conversation client() {
        return client;
    }

    void speaks(boolean mqtt5) {
        speaks5 = mqtt5;
        writer.speak(mqtt5);
    }

    boolean isClosing() {
        return closing != null;
    }

    long acceptedAtNanos() {
        return acceptedAtNanos;
    }

    /** Brings a task to this connection's event loop. */
    void execute(Runnable task) {
        channel.eventLoop().execute(task);
    }

    /** The same after a while. */
    void executeIn(long nanos, Runnable task) {
        channel.eventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    // What its socket does ----------------------------------------------------------------------------------------

    /** For now there is nothing more to read. */
    void readComplete() {
        writer.flush();
        if (client != null && closing == null && !writer.isWritable()) {
            reader.pause();
        }
    }

    void writabilityChanged() {
        if (writer.isWritable()) {
            silence.readsAgain();
            sendCommands();
            readOn();
        } else {
            silence.readsNoMore();
            if (client != null && closing == null) {
                reader.pause();
            }
        }
    }

    /** @param silenceAllowedNanos 0 for as long as it likes */
    void signedIn(Conversation conversation, long silenceAllowedNanos) {
        client = conversation;
        silence.allow(silenceAllowedNanos);
    }

    // What others want of it --------------------------------------------------------------------------------------

    /** The registry changed; {@code now} is null when the device was removed. */
    void deviceChanged(@Nullable KnownDevice now) {
        if (client == null || closing != null) {
            return;
        }
        if (now == null || !now.device().enabled()) {
            close(CloseCause.LOCKED_OUT);
        } else if (!signingIn.isByCertificate() && !client.device().sameTokenAs(now)) {
            close(CloseCause.NOT_AUTHORIZED);
        } else {
            client.deviceIs(now);
        }
    }

    void acknowledgeSettled() {
        if (client == null) {
            return;
        }
        if (closing != null) {
            client.acknowledgements().record();
            return;
        }
        client.acknowledgements().send();
        readOn();
        closeIfDrained();
    }

    /** A QoS 2 message of this connection, which is closed, is stored: its successor may be asked for it. */
    void storedLate(int packetId) {
        MqttConnection successor = client == null
                ? null
                : reception.sessions().connectionOf(client.device().id());
        if (successor != null && successor != this) {
            successor.execute(() -> {
                if (successor.client != null && successor.closing == null) {
                    successor.client.acknowledgements().storedLate(packetId);
                }
            });
        }
    }

    void sendCommands() {
        if (client != null && closing == null) {
            client.commands().send(client.device());
            writer.flush();
        }
    }

    /** Looks, twice a second, whether the client has been silent for longer than it may. */
    void checkSilence(long nowNanos) {
        if (client == null || closing != null) {
            return;
        }
        if (!writer.isWritable()) {
            silence.unread(writer.unreadBytes(), nowNanos);
        }
        CloseCause tooLong = silence.tooLongAt(nowNanos, !reader.isPaused());
        if (tooLong != null) {
            close(tooLong);
        }
    }

    /** Whether it has not said who it is for as long as it may. */
    boolean isStrangerAt(long nowNanos) {
        return client == null && closing == null && nowNanos - acceptedAtNanos > TimeLimits.CONNECT_NANOS;
    }

    /** The gateway stops: reads no more, acknowledges what Kafka takes, then closes. */
    void drain() {
        draining = true;
        if (closing == null) {
            reader.pause();
            closeIfDrained();
        }
    }

    /** Reads no further for now if the client has as much under way as it may. */
    void pauseIfFull() {
        if (client != null && closing == null && client.flow().isFull()) {
            reader.pause();
        }
    }

    /** Goes on reading after a pause, if there is room. */
    void readOn() {
        if (client != null
                && reader.isPaused()
                && !draining
                && closing == null
                && client.flow().hasRoom()
                && writer.isWritable()) {
            silence.heard();
            reader.resume();
            writer.flush();
        }
    }

    void close(CloseCause cause) {
        if (closing != null) {
            return;
        }
        closing = cause;
        reader.end();
        if (client != null) {
            if (cause.disconnectCode() != 0) {
                writer.disconnect(cause.disconnectCode(), cause.tag());
            }
            client.over(cause);
        }
        writer.flush();
        if (cause == CloseCause.CLIENT || cause == CloseCause.NOT_READING) {
            HangUp.now(channel);
        } else {
            HangUp.afterLastWord(channel);
        }
    }

    void closed() {
        writer.release();
        if (closing == null) {
            closing = CloseCause.NETWORK;
            if (client != null) {
                client.over(CloseCause.NETWORK);
            }
        }
        signingIn.leave();
        reception.meters().disconnected(client != null, closing);
        whenClosed.accept(this);
    }

    /** Sends what a message is answered with, if the client listens to it. */
    void ask(Request request) {
        Conversation signedIn = client;
        if (signedIn != null) {
            signedIn.commands().ask(request);
            writer.flush();
        }
    }

    /** The client has sent a packet. */
    Conversation heard() {
        Conversation signedIn = client;
        if (signedIn == null) {
            throw new IllegalStateException("a packet before the sign-in was complete");
        }
        silence.heard();
        return signedIn;
    }

    private void closeIfDrained() {
        if (draining
                && closing == null
                && (client == null || client.acknowledgements().isIdle())) {
            close(CloseCause.GATEWAY_STOPPING);
        }
    }
}
