package io.cityops.gateway.mqtt;

import io.cityops.gateway.identity.TlsContexts;
import io.cityops.gateway.operations.CloseCause;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Listens for MQTT on one event loop; deployed once for each, they share the ports. Vert.x' net server with
 * this module's own MQTT on it.
 */
public final class MqttListener extends VerticleBase {
    private static final long CHECK_MILLIS = 500;
    private static final long STRANGER_CHECK_MILLIS = 20;

    /** A crowd is cut off in portions: whoever is served on this event loop waits behind one of them at most. */
    private static final long CUTTING_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private static final long DRAIN_CHECK_MILLIS = 20;

    private static final long HANDSHAKE_LIMIT_MILLIS = 9_000;

    private final List<Port> ports;
    private final Reception reception;
    private final ConnectionCount count;
    private final Set<MqttConnection> connections = new HashSet<>();
    /** In the order of their arrival: those in front have waited longest. Some have signed in since. */
    private final ArrayDeque<MqttConnection> newcomers = new ArrayDeque<>();

    private final List<NetServer> servers = new ArrayList<>();

    /**
     * Where to listen.
     *
     * @param tls null for plain TCP
     */
    public record Port(NetServerOptions options, @Nullable TlsContexts tls) {}

    public MqttListener(List<Port> ports, Reception reception, ConnectionCount count) {
        this.ports = List.copyOf(ports);
        this.reception = reception;
        this.count = count;
    }

    @Override
    public Future<?> start() {
        Settlements settlements = new Settlements(task -> context.runOnContext(ignored -> task.run()));
        vertx.setPeriodic(CHECK_MILLIS, ignored -> checkSilence());
        vertx.setPeriodic(STRANGER_CHECK_MILLIS, ignored -> cutStrangers());
        List<Future<NetServer>> listening = new ArrayList<>();
        for (Port port : ports) {
            NetServer server = vertx.createNetServer(port.options())
                    .connectHandler(socket -> accept(socket, port.tls(), settlements));
            servers.add(server);
            listening.add(server.listen());
        }
        return Future.all(listening);
    }

    /** Lets Kafka take what is in flight, acknowledges it, and closes every connection; the rest at the deadline. */
    public Future<Void> drain(long deadlineMillis) {
        Promise<Void> drained = Promise.promise();
        context.runOnContext(ignored -> {
            new ArrayList<>(connections).forEach(MqttConnection::drain);
            long startedNanos = System.nanoTime();
            vertx.setPeriodic(DRAIN_CHECK_MILLIS, timer -> {
                long elapsedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
                if (connections.isEmpty() || elapsedMillis > deadlineMillis) {
                    vertx.cancelTimer(timer);
                    drained.complete();
                }
            });
        });
        return drained.future();
    }

    /** TLS begins only here, so that connections in the middle of a handshake are counted like all others. */
    private void accept(NetSocket accepted, @Nullable TlsContexts tls, Settlements settlements) {
        ChannelHandlerContext vertxHandler = ((NetSocketInternal) accepted).channelHandlerContext();
        InetAddress from = vertxHandler.channel().remoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress()
                : InetAddress.getLoopbackAddress();
        if (!count.enter(from)) {
            accepted.close();
            return;
        }
        MqttConnection connection =
                new MqttConnection(vertxHandler, settlements, reception, ended -> closed(ended, from));
        connections.add(connection);
        newcomers.add(connection);
        if (tls != null) {
            SslHandler handshake = tls.current().newHandler(vertxHandler.alloc());
            handshake.setHandshakeTimeoutMillis(HANDSHAKE_LIMIT_MILLIS);
            handshake.handshakeFuture().addListener(done -> reception.meters().handshake(done.isSuccess()));
            vertxHandler.pipeline().addFirst("tls", handshake);
        }
        vertxHandler.pipeline().addBefore(vertxHandler.name(), "mqtt", connection.reader());
    }

    private void closed(MqttConnection connection, InetAddress from) {
        if (connections.remove(connection)) {
            count.leave(from);
        }
    }

    private void checkSilence() {
        long nowNanos = System.nanoTime();
        new ArrayList<>(connections).forEach(connection -> connection.checkSilence(nowNanos));
    }

    private void cutStrangers() {
        long beginNanos = System.nanoTime();
        long nowNanos = beginNanos;
        MqttConnection first;
        while ((first = newcomers.peek()) != null
                && nowNanos - first.acceptedAtNanos() > TimeLimits.CONNECT_NANOS
                && nowNanos - beginNanos < CUTTING_NANOS) {
            newcomers.remove();
            if (first.isStrangerAt(nowNanos)) {
                first.close(CloseCause.CONNECT_TIMEOUT);
            }
            nowNanos = System.nanoTime();
        }
    }
}
