package io.cityops.gateway.mqtt;

import io.cityops.gateway.identity.CertificateHolders;
import io.cityops.gateway.identity.ClientCertificate;
import io.cityops.gateway.identity.SignIn;
import io.cityops.gateway.limits.FailedSignIns;
import io.cityops.gateway.mqtt.wire.Connect;
import io.cityops.gateway.mqtt.wire.FrameReader;
import io.cityops.gateway.mqtt.wire.Limits;
import io.cityops.gateway.mqtt.wire.PacketWriter;
import io.cityops.gateway.operations.CloseCause;
import io.cityops.gateway.operations.SampledLog;
import io.cityops.gateway.operations.SignInOutcome;
import io.cityops.gateway.registry.KnownDevice;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entrance of one connection: from CONNECT to CONNACK, and what is known elsewhere of who came in, until it leaves.
 * Confined to the event loop.
 */
final class SigningIn {
    private static final Logger log = LoggerFactory.getLogger(SigningIn.class);
    private static final SampledLog refusals = new SampledLog(log);
    private static final SampledLog takeovers = new SampledLog(log);

    private final MqttConnection connection;
    private final Channel channel;
    private final Settlements settlements;
    private final Reception reception;
    private final FrameReader reader;
    private final PacketWriter writer;

    private @Nullable String registeredAs;
    private CertificateHolders.@Nullable Holder holder;
    private long number;

    SigningIn(
            MqttConnection connection,
            Channel channel,
            Settlements settlements,
            Reception reception,
            FrameReader reader,
            PacketWriter writer) {
        this.connection = connection;
        this.channel = channel;
        this.settlements = settlements;
        this.reception = reception;
        this.reader = reader;
        this.writer = writer;
    }

    /** As {@link io.cityops.gateway.kafka.Takeovers} has given it; 0 before. */
    long number() {
        return number;
    }

    boolean isByCertificate() {
        return holder != null;
    }

    void connect(Connect packet) {
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
        MqttConnection before = reception.sessions().signIn(device.id(), connection);
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
            connection.execute(() -> enter(entry));
        });
    }

    void refuse(SignInOutcome outcome, String clientId) {
        if (connection.isClosing()) {
            return;
        }
        reception.meters().signIn(outcome);
        refusals.warn(
                "sign-in refused, {}: client id '{}' from {}",
                outcome.tag(),
                LogText.printable(clientId),
                channel.remoteAddress());
        boolean speaks5 = connection.speaks5();
        writer.refuse(speaks5 ? ReasonCodes.connect5(outcome) : ReasonCodes.connect3(outcome), outcome.tag());
        connection.close(CloseCause.SIGN_IN_REFUSED);
    }

    /** The connection is gone. */
    void leave() {
        if (holder != null) {
            reception.certificateHolders().leave(holder);
        }
        if (registeredAs == null) {
            return;
        }
        if (number != 0) {
            reception.takeovers().signedOut(registeredAs, number);
        }
        reception.sessions().signOut(registeredAs, connection);
    }

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
                connection.close(CloseCause.SIGN_IN_REFUSED);
            }
            default -> {
                reader.pause();
                connection.executeIn(TimeUnit.MILLISECONDS.toNanos(failures.waitMillis()), () -> {
                    failures.waited();
                    refuse(outcome, packet.clientId());
                });
            }
        }
    }

    private void enter(Entry entry) {
        if (connection.isClosing()) {
            return;
        }
        Connect packet = entry.connect();
        String deviceId = entry.device().id();
        reception.meters().signIn(SignInOutcome.ACCEPTED);
        reception.meters().connected();
        Sessions.Opened opened = reception.sessions().open(deviceId, packet.cleanStart(), entry.sessionExpirySeconds());
        int maxPacketBytes = reception.mirror().maySendStills(entry.device())
                ? Limits.MAX_STILL_PACKET_BYTES
                : Limits.MAX_PACKET_BYTES;
        PacketWriter.Told told =
                writer.accept(entry.acceptance(opened.present(), reception.receiveMaximum(), maxPacketBytes));
        boolean bound = packet.mqtt5() && told == PacketWriter.Told.ALL;
        Conversation client = new Conversation(
                reception,
                writer,
                connection,
                settlements,
                entry,
                opened.session(),
                bound ? reception.receiveMaximum() : Integer.MAX_VALUE);
        connection.signedIn(client, TimeLimits.silenceAllowedNanos(entry.keepAliveSeconds()));
        if (told == PacketWriter.Told.NOTHING) {
            connection.close(CloseCause.PACKET_TOO_LARGE);
            return;
        }
        if (opened.present()) {
            client.commands().resume(entry.device());
        }
        reader.allow(maxPacketBytes);
        number = reception.takeovers().signedIn(deviceId);
        ClientCertificate certificate = entry.certificate();
        if (certificate != null) {
            holder = reception
                    .certificateHolders()
                    .enter(certificate, () -> connection.execute(() -> connection.close(CloseCause.NOT_AUTHORIZED)));
        }
        // A change that came between the decision and the entry in the sessions would be missed otherwise.
        connection.deviceChanged(reception.mirror().find(deviceId));
        writer.flush();
        connection.readOn();
    }
}
