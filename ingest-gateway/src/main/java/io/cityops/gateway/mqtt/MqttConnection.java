package io.cityops.gateway.mqtt;

import io.cityops.gateway.operations.CloseCause;
import io.cityops.gateway.operations.SampledLog;
import io.cityops.gateway.operations.SignInOutcome;
import io.cityops.gateway.registry.KnownDevice;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Context;
import io.vertx.core.internal.net.NetSocketInternal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection from accept to close. Everything runs on its event loop; {@link #execute} brings others there. Packets
 * that arrive after the close are let go silently.
 */
final class MqttConnection {
    private static final Logger log = LoggerFactory.getLogger(MqttConnection.class);
    private static final SampledLog refusals = new SampledLog(log);
    private static final SampledLog takeovers = new SampledLog(log);
    private static final SampledLog faults = new SampledLog(log);

    private final NetSocketInternal socket;
    private final Context eventLoop;
    private final Reception reception;
    private final Consumer<MqttConnection> whenClosed;
    private final PacketWriter writer;
    private final PublishFlow flow;
    private final CommandSubscription subscription;

    private @Nullable KnownDevice device;
    private boolean speaks5;
    private boolean hasWill;
    private long silenceAllowedNanos = PacketLimits.CONNECT_TIMEOUT_NANOS;
    private long heardAtNanos = System.nanoTime();
    private boolean paused;
    private boolean draining;
    private @Nullable CloseCause closing;

    MqttConnection(
            NetSocketInternal socket,
            Context eventLoop,
            Settlements settlements,
            Reception reception,
            Consumer<MqttConnection> whenClosed) {
        this.socket = socket;
        this.eventLoop = eventLoop;
        this.reception = reception;
        this.whenClosed = whenClosed;
        this.writer = new PacketWriter(socket.channelHandlerContext());
        this.flow = new PublishFlow(reception, writer, this, settlements);
        this.subscription = new CommandSubscription(writer);
        socket.messageHandler(this::packet);
        socket.exceptionHandler(e -> log.debug("connection broke: {}", e.toString()));
        socket.closeHandler(ignored -> closed());
    }

    boolean speaks5() {
        return speaks5;
    }

    /** Brings a task to this connection's event loop. */
    void execute(Runnable task) {
        eventLoop.runOnContext(ignored -> task.run());
    }

    /** The registry changed; {@code now} is null when the device was removed. */
    void deviceChanged(@Nullable KnownDevice now) {
        KnownDevice before = device;
        if (before != null && closing == null) {
            if (before.mayStayAs(now)) {
                device = now;
            } else {
                close(CloseCause.NOT_AUTHORIZED);
            }
        }
    }

    void acknowledgeSettled() {
        if (closing == null) {
            flow.acknowledgeSettled();
            readOn();
            closeIfDrained();
        }
    }

    /** Looks, about once a second, whether the client has been silent for longer than it may. */
    void checkSilence(long nowNanos) {
        boolean silent = silenceAllowedNanos > 0 && nowNanos - heardAtNanos > silenceAllowedNanos;
        // While it is not read it cannot be heard.
        if (silent && !paused && closing == null) {
            close(device == null ? CloseCause.CONNECT_TIMEOUT : CloseCause.KEEP_ALIVE);
        }
    }

    /** The gateway stops: reads no more, acknowledges what Kafka takes, then closes. */
    void drain() {
        draining = true;
        pause();
        closeIfDrained();
    }

    /** Goes on reading after a pause, if there is room. */
    void readOn() {
        if (paused && !draining && closing == null && flow.hasRoom() && writer.isWritable()) {
            paused = false;
            heardAtNanos = System.nanoTime();
            socket.resume();
        }
    }

    void close(CloseCause cause) {
        if (closing != null) {
            return;
        }
        closing = cause;
        if (device != null) {
            writer.disconnect(cause);
            writer.flush();
        }
        socket.close();
    }

    private void packet(Object message) {
        try {
            if (closing == null && message instanceof MqttMessage packet) {
                heardAtNanos = System.nanoTime();
                dispatch(packet);
            }
        } catch (RuntimeException e) {
            faults.warn("a packet could not be handled, the connection is closed", e);
            close(CloseCause.GATEWAY_FAULT);
        } finally {
            ReferenceCountUtil.release(message);
        }
        if (closing == null && !paused && (flow.isFull() || !writer.isWritable())) {
            pause();
        }
    }

    private void dispatch(MqttMessage packet) {
        if (packet.decoderResult().isFailure()) {
            undecodable(packet, packet.decoderResult().cause());
            return;
        }
        KnownDevice signedIn = device;
        if (signedIn == null) {
            if (packet instanceof MqttConnectMessage connect) {
                connect(new ConnectPacket(connect));
            } else {
                close(CloseCause.PROTOCOL_ERROR);
            }
            return;
        }
        switch (packet.fixedHeader().messageType()) {
            case PUBLISH -> flow.publish(signedIn, (MqttPublishMessage) packet, speaks5);
            case PUBREL -> flow.release(((MqttMessageIdVariableHeader) packet.variableHeader()).messageId());
            case PINGREQ -> {
                writer.pingresp();
                writer.flush();
            }
            case SUBSCRIBE -> {
                if (!subscription.subscribe(signedIn, (MqttSubscribeMessage) packet, speaks5)) {
                    close(CloseCause.PROTOCOL_ERROR);
                }
            }
            case UNSUBSCRIBE -> {
                if (!subscription.unsubscribe((MqttUnsubscribeMessage) packet)) {
                    close(CloseCause.PROTOCOL_ERROR);
                }
            }
            case DISCONNECT -> disconnected(packet);
            case PUBACK, PUBREC, PUBCOMP -> {
                // nothing was sent that these could answer
            }
            default -> close(CloseCause.PROTOCOL_ERROR);
        }
    }

    private void connect(ConnectPacket packet) {
        speaks5 = packet.isMqtt5();
        writer.speak(speaks5, packet.wantsReasons());
        SignIn.Decision decision = decide(packet);
        KnownDevice accepted = decision.device();
        if (accepted == null) {
            refuse(decision.outcome(), packet.clientId());
            return;
        }
        device = accepted;
        hasWill = packet.willTopic() != null;
        silenceAllowedNanos = PacketLimits.silenceAllowedNanos(packet.keepAliveSeconds());
        reception.meters().signIn(SignInOutcome.ACCEPTED);
        reception.meters().connected();
        MqttConnection before = reception.sessions().signIn(accepted.id(), this);
        if (before != null) {
            takeovers.warn(
                    "device {} signed in again from {}; its connection before is closed",
                    accepted.id(),
                    socket.remoteAddress());
            before.execute(() -> before.close(CloseCause.TAKEN_OVER));
        }
        writer.accept(reception.receiveMaximum(), packet.asksForSession());
        writer.flush();
        // A change that came between the decision and the entry in the sessions would be missed otherwise.
        deviceChanged(reception.mirror().find(accepted.id()));
    }

    private SignIn.Decision decide(ConnectPacket packet) {
        if (!packet.isSupportedVersion()) {
            return new SignIn.Decision(SignInOutcome.UNSUPPORTED_VERSION, null);
        }
        if (packet.isMalformed()) {
            return new SignIn.Decision(SignInOutcome.MALFORMED, null);
        }
        if (packet.wantsMethod()) {
            return new SignIn.Decision(SignInOutcome.UNSUPPORTED_METHOD, null);
        }
        return reception.signIn().decide(packet.clientId(), packet.userName(), packet.password(), packet.willTopic());
    }

    private void refuse(SignInOutcome outcome, @Nullable String clientId) {
        reception.meters().signIn(outcome);
        refusals.warn(
                "sign-in refused, {}: client id '{}' from {}",
                outcome.tag(),
                LogText.printable(clientId),
                socket.remoteAddress());
        writer.refuse(outcome);
        writer.flush();
        close(CloseCause.SIGN_IN_REFUSED);
    }

    private void undecodable(MqttMessage packet, Throwable cause) {
        KnownDevice signedIn = device;
        if (signedIn == null && cause instanceof MqttUnacceptableProtocolVersionException) {
            refuse(SignInOutcome.UNSUPPORTED_VERSION, null);
        } else if (cause instanceof TooLongFrameException) {
            if (signedIn != null && packet.variableHeader() instanceof MqttPublishVariableHeader publish) {
                flow.tooLarge(
                        signedIn, publish.topicName(), packet.fixedHeader().remainingLength());
            }
            close(CloseCause.PACKET_TOO_LARGE);
        } else {
            close(CloseCause.MALFORMED_PACKET);
        }
    }

    private void disconnected(MqttMessage packet) {
        boolean keepsWill = packet.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
                && header.reasonCode() == ReasonCodes.DISCONNECT_WITH_WILL;
        hasWill = hasWill && keepsWill;
        close(CloseCause.CLIENT);
    }

    private void pause() {
        paused = true;
        socket.pause();
    }

    private void closeIfDrained() {
        if (draining && flow.isIdle()) {
            close(CloseCause.GATEWAY_STOPPING);
        }
    }

    private void closed() {
        CloseCause cause = closing == null ? CloseCause.NETWORK : closing;
        closing = cause;
        // Packets read before the close, if any, are let go.
        socket.resume();
        KnownDevice signedIn = device;
        if (signedIn != null) {
            reception.sessions().signOut(signedIn.id(), this);
            if (hasWill) {
                reception.meters().will();
            }
        }
        reception.meters().disconnected(signedIn != null, cause);
        whenClosed.accept(this);
    }
}
