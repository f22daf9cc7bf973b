package io.cityops.gateway.mqtt;

import io.cityops.gateway.formats.Request;
import io.cityops.gateway.identity.CertificateHolders;
import io.cityops.gateway.identity.ClientCertificate;
import io.cityops.gateway.identity.SignIn;
import io.cityops.gateway.limits.FailedSignIns;
import io.cityops.gateway.mqtt.wire.Connect;
import io.cityops.gateway.mqtt.wire.Disconnect;
import io.cityops.gateway.mqtt.wire.FrameReader;
import io.cityops.gateway.mqtt.wire.Limits;
import io.cityops.gateway.mqtt.wire.PacketHandler;
import io.cityops.gateway.mqtt.wire.PacketType;
import io.cityops.gateway.mqtt.wire.PacketWriter;
import io.cityops.gateway.mqtt.wire.Protocol;
import io.cityops.gateway.mqtt.wire.Publish;
import io.cityops.gateway.mqtt.wire.Reply;
import io.cityops.gateway.mqtt.wire.Subscribe;
import io.cityops.gateway.mqtt.wire.Unsubscribe;
import io.cityops.gateway.mqtt.wire.Violation;
import io.cityops.gateway.operations.CloseCause;
import io.cityops.gateway.operations.SampledLog;
import io.cityops.gateway.operations.SignInOutcome;
import io.cityops.gateway.registry.KnownDevice;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection from accept to close. Everything runs on its event loop; {@link #execute} brings others there. Until it
 * is signed in it has no {@link Conversation}.
 */
final class MqttConnection implements PacketHandler {
    private static final Logger log = LoggerFactory.getLogger(MqttConnection.class);
    private static final SampledLog refusals = new SampledLog(log);
    private static final SampledLog takeovers = new SampledLog(log);
    private static final SampledLog faults = new SampledLog(log);

    private final Channel channel;
    private final Settlements settlements;
    private final Reception reception;
    private final Consumer<MqttConnection> whenClosed;
    private final FrameReader reader;
    private final PacketWriter writer;
    private final long acceptedAtNanos = System.nanoTime();

    private boolean speaks5;
    private @Nullable String registeredAs;
    private @Nullable Conversation client;
    private CertificateHolders.@Nullable Holder holder;
    private long signInNumber;
    private long silenceAllowedNanos;
    private long heardAtNanos = acceptedAtNanos;
    private long unreadSinceNanos;
    private boolean draining;
    private @Nullable CloseCause closing;

    /** @param context a place in the channel's pipeline behind TLS */
    MqttConnection(
            ChannelHandlerContext context,
            Settlements settlements,
            Reception reception,
            Consumer<MqttConnection> whenClosed) {
        this.channel = context.channel();
        this.settlements = settlements;
        this.reception = reception;
        this.whenClosed = whenClosed;
        this.writer = new PacketWriter(context);
        this.reader = new FrameReader(channel, this);
    }

    FrameReader reader() {
        return reader;
    }

    boolean speaks5() {
        return speaks5;
    }

    /** As {@link io.cityops.gateway.kafka.Takeovers} has given it; 0 before. On the event loop. */
    long signInNumber() {
        return signInNumber;
    }

    long acceptedAtNanos() {
        return acceptedAtNanos;
    }

    /** The same after a while. */
    void executeIn(long nanos, Runnable task) {
        channel.eventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    /** Brings a task to this connection's event loop. */
    void execute(Runnable task) {
        channel.eventLoop().execute(task);
    }

    // What the client sends ---------------------------------------------------------------------------------------

    @Override
    public void speaks(boolean mqtt5) {
        speaks5 = mqtt5;
        writer.speak(mqtt5);
    }

    @Override
    public void unsupported(Protocol protocol) {
        speaks(protocol == Protocol.TOO_NEW);
        if (protocol == Protocol.FOREIGN) {
            reception.meters().signIn(SignInOutcome.UNSUPPORTED_VERSION);
            close(CloseCause.SIGN_IN_REFUSED);
        } else {
            refuse(SignInOutcome.UNSUPPORTED_VERSION, "");
        }
    }

    @Override
    public void connect(Connect packet) {
        writer.respect(packet);
        ClientCertificate certificate = PeerCertificate.of(channel);
        SignIn.Decision decision = decide(packet, certificate);
        KnownDevice device = decision.device();
        if (device == null) {
            refuseInTime(decision.outcome(), packet, certificate);
            return;
        }
        Entry entry = new Entry(device, packet, certificate);
        registeredAs = device.id();
        MqttConnection before = reception.sessions().signIn(device.id(), this);
        if (before == null) {
            enter(entry);
            return;
        }
        takeovers.warn(
                "device {} signed in again from {}; its connection before is closed",
                device.id(),
                channel.remoteAddress());
        reader.pause();
        before.execute(() -> {
            before.close(CloseCause.TAKEN_OVER);
            execute(() -> enter(entry));
        });
    }

    @Override
    public void publish(Publish packet) {
        Conversation sender = heard();
        sender.flow().publish(sender.device(), packet);
        if (closing == null && sender.flow().isFull()) {
            reader.pause();
        }
    }

    @Override
    public void reply(int type, Reply packet) {
        Conversation sender = heard();
        switch (type) {
            case PacketType.PUBREL -> sender.flow().release(packet.packetId());
            case PacketType.PUBACK -> sender.commands().acknowledged(sender.device(), packet.packetId());
            case PacketType.PUBREC -> {
                if (!packet.isError()) {
                    writer.reply(PacketType.PUBREL, packet.packetId(), ReasonCodes.PACKET_IDENTIFIER_NOT_FOUND, null);
                }
            }
            default -> {
                // a PUBCOMP answers nothing that was sent
            }
        }
    }

    @Override
    public void subscribe(Subscribe packet) {
        Conversation sender = heard();
        sender.commands().subscribe(sender.device(), packet);
    }

    @Override
    public void unsubscribe(Unsubscribe packet) {
        Conversation sender = heard();
        sender.commands().unsubscribe(sender.device(), packet);
    }

    @Override
    public void ping() {
        heard();
        writer.pingresp();
    }

    @Override
    public void disconnect(Disconnect packet) {
        heard().disconnected(packet);
        close(CloseCause.CLIENT);
    }

    @Override
    public void tooLarge(String topic, long packetBytes) {
        if (client != null) {
            client.flow().tooLarge(client.device(), topic, packetBytes);
        }
    }

    @Override
    public void violated(Violation violation) {
        log.debug("closed, {}: {}", channel.remoteAddress(), violation.getMessage());
        CloseCause cause = violation.closeCause();
        if (client == null) {
            reception.meters().signIn(SignInOutcome.MALFORMED);
            // MQTT 3.1.1 wants no CONNACK here, [MQTT-3.1.4-1].
            if (speaks5) {
                writer.refuse(cause.disconnectCode() & 0xFF, cause.tag());
            }
        }
        close(cause);
    }

    @Override
    public void failed(RuntimeException fault) {
        faults.warn("a packet could not be handled, the connection is closed", fault);
        close(CloseCause.GATEWAY_FAULT);
    }

    @Override
    public void readComplete() {
        writer.flush();
        if (client != null && closing == null && !writer.isWritable()) {
            reader.pause();
        }
    }

    @Override
    public void writabilityChanged() {
        if (writer.isWritable()) {
            unreadSinceNanos = 0;
            sendCommands();
            readOn();
        } else {
            unreadSinceNanos = System.nanoTime();
            if (client != null && closing == null) {
                reader.pause();
            }
        }
    }

    // What others want of it --------------------------------------------------------------------------------------

    /** The registry changed; {@code now} is null when the device was removed. */
    void deviceChanged(@Nullable KnownDevice now) {
        if (client == null || closing != null) {
            return;
        }
        if (now == null || !now.device().enabled()) {
            close(CloseCause.LOCKED_OUT);
        } else if (holder == null && !client.device().sameTokenAs(now)) {
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
            client.flow().recordSettled();
            return;
        }
        client.flow().acknowledgeSettled();
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
                    successor.client.flow().storedLate(packetId);
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
        if (unreadSinceNanos != 0
                && nowNanos - unreadSinceNanos > Math.max(TimeLimits.NOT_READING_NANOS, silenceAllowedNanos)) {
            close(CloseCause.NOT_READING);
        } else if (silenceAllowedNanos > 0 && nowNanos - heardAtNanos > silenceAllowedNanos && !reader.isPaused()) {
            // While it is not read it cannot be heard.
            close(CloseCause.KEEP_ALIVE);
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

    /** Goes on reading after a pause, if there is room. */
    void readOn() {
        if (client != null
                && reader.isPaused()
                && !draining
                && closing == null
                && client.flow().hasRoom()
                && writer.isWritable()) {
            heardAtNanos = System.nanoTime();
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

    @Override
    public void closed() {
        writer.release();
        if (closing == null) {
            closing = CloseCause.NETWORK;
            if (client != null) {
                client.over(CloseCause.NETWORK);
            }
        }
        if (holder != null) {
            reception.certificateHolders().leave(holder);
        }
        if (registeredAs != null && signInNumber != 0) {
            reception.takeovers().signedOut(registeredAs, signInNumber);
        }
        if (registeredAs != null) {
            reception.sessions().signOut(registeredAs, this);
        }
        reception.meters().disconnected(client != null, closing);
        whenClosed.accept(this);
    }

    // Signing in --------------------------------------------------------------------------------------------------

    private SignIn.Decision decide(Connect packet, @Nullable ClientCertificate certificate) {
        if (packet.wantsMethod()) {
            return new SignIn.Decision(SignInOutcome.UNSUPPORTED_METHOD, null);
        }
        if (packet.clientId().isEmpty() && !packet.mqtt5() && !packet.cleanStart()) {
            return new SignIn.Decision(SignInOutcome.FOREIGN_CLIENT_ID, null); // MQTT-3.1.3-8
        }
        return reception.signIn().decide(claim(packet, certificate));
    }

    private static SignIn.Claim claim(Connect packet, @Nullable ClientCertificate certificate) {
        String willTopic = packet.will() == null ? null : packet.will().topic();
        return new SignIn.Claim(packet.clientId(), packet.userName(), packet.password(), willTopic, certificate);
    }

    /** At once, or after a while when there were too many failures before. */
    private void refuseInTime(SignInOutcome outcome, Connect packet, @Nullable ClientCertificate certificate) {
        if (!outcome.isWrongIdentity() || !(channel.remoteAddress() instanceof InetSocketAddress remote)) {
            refuse(outcome, packet.clientId());
            return;
        }
        String claimed = SignIn.claimedId(claim(packet, certificate));
        String known = reception.mirror().find(claimed) == null ? "" : claimed;
        FailedSignIns failures = reception.failedSignIns();
        FailedSignIns.Answer answer = failures.failed(known, remote.getAddress());
        reception.meters().signInFailure(answer);
        switch (answer) {
            case AT_ONCE -> refuse(outcome, packet.clientId());
            case NONE -> {
                reception.meters().signIn(outcome);
                close(CloseCause.SIGN_IN_REFUSED);
            }
            default -> {
                reader.pause();
                channel.eventLoop()
                        .schedule(
                                () -> {
                                    failures.waited();
                                    refuse(outcome, packet.clientId());
                                },
                                failures.waitMillis(),
                                TimeUnit.MILLISECONDS);
            }
        }
    }

    private void enter(Entry entry) {
        if (closing != null) {
            return;
        }
        Connect packet = entry.connect();
        reception.meters().signIn(SignInOutcome.ACCEPTED);
        reception.meters().connected();
        silenceAllowedNanos = TimeLimits.silenceAllowedNanos(entry.keepAliveSeconds());
        Sessions.Opened opened =
                reception.sessions().open(entry.device().id(), packet.cleanStart(), entry.sessionExpirySeconds());
        int maxPacketBytes = reception.mirror().maySendStills(entry.device())
                ? Limits.MAX_STILL_PACKET_BYTES
                : Limits.MAX_PACKET_BYTES;
        PacketWriter.Told told =
                writer.accept(entry.acceptance(opened.present(), reception.receiveMaximum(), maxPacketBytes));
        int receiveMaximum = speaks5 && told == PacketWriter.Told.ALL ? reception.receiveMaximum() : Integer.MAX_VALUE;
        client = new Conversation(reception, writer, this, settlements, entry, opened.session(), receiveMaximum);
        if (told == PacketWriter.Told.NOTHING) {
            close(CloseCause.PACKET_TOO_LARGE);
            return;
        }
        if (opened.present()) {
            client.commands().resume(entry.device());
        }
        reader.allow(maxPacketBytes);
        signInNumber = reception.takeovers().signedIn(entry.device().id());
        ClientCertificate certificate = entry.certificate();
        if (certificate != null) {
            holder = reception
                    .certificateHolders()
                    .enter(certificate, () -> execute(() -> close(CloseCause.NOT_AUTHORIZED)));
        }
        // A change that came between the decision and the entry in the sessions would be missed otherwise.
        deviceChanged(reception.mirror().find(entry.device().id()));
        writer.flush();
        readOn();
    }

    private void refuse(SignInOutcome outcome, String clientId) {
        if (closing != null) {
            return;
        }
        reception.meters().signIn(outcome);
        refusals.warn(
                "sign-in refused, {}: client id '{}' from {}",
                outcome.tag(),
                LogText.printable(clientId),
                channel.remoteAddress());
        writer.refuse(speaks5 ? ReasonCodes.connect5(outcome) : ReasonCodes.connect3(outcome), outcome.tag());
        close(CloseCause.SIGN_IN_REFUSED);
    }

    /** Sends what a message is answered with, if the client listens to it. */
    void ask(Request request) {
        Conversation signedIn = client;
        if (signedIn != null) {
            signedIn.commands().ask(request);
            writer.flush();
        }
    }

    private Conversation heard() {
        Conversation signedIn = client;
        if (signedIn == null) {
            throw new IllegalStateException("a packet before the sign-in was complete");
        }
        heardAtNanos = System.nanoTime();
        return signedIn;
    }

    private void closeIfDrained() {
        if (draining && closing == null && (client == null || client.flow().isIdle())) {
            close(CloseCause.GATEWAY_STOPPING);
        }
    }
}
