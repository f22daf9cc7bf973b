package io.cityops.gateway.mqtt;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Listens for MQTT on one event loop; deployed once for each, they share the ports. Vert.x' net server with Netty's MQTT
 * codec on it: sessions, acknowledgements and back-pressure are this module's own.
 */
public final class MqttListener extends VerticleBase {
    private static final long CHECK_MILLIS = 1_000;
    private static final long DRAIN_CHECK_MILLIS = 20;

    private final List<NetServerOptions> ports;
    private final Reception reception;
    private final ConnectionCount count;
    private final Set<MqttConnection> connections = new HashSet<>();
    private final List<NetServer> servers = new ArrayList<>();

    /** @param ports one for each address to listen on */
    public MqttListener(List<NetServerOptions> ports, Reception reception, ConnectionCount count) {
        this.ports = List.copyOf(ports);
        this.reception = reception;
        this.count = count;
    }

    @Override
    public Future<?> start() {
        Settlements settlements = new Settlements(task -> context.runOnContext(ignored -> task.run()));
        vertx.setPeriodic(CHECK_MILLIS, ignored -> checkSilence());
        List<Future<NetServer>> listening = new ArrayList<>();
        for (NetServerOptions port : ports) {
            NetServer server = vertx.createNetServer(port)
                    .connectHandler(socket -> accept(socket, settlements))
                    .exceptionHandler(e -> {
                        // a TLS handshake that failed; the client is told by TLS itself
                    });
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

    private void accept(NetSocket accepted, Settlements settlements) {
        if (!count.enter()) {
            accepted.close();
            return;
        }
        NetSocketInternal socket = (NetSocketInternal) accepted;
        MqttConnection connection = new MqttConnection(socket, context, settlements, reception, this::closed);
        connections.add(connection);
        socket.channelHandlerContext()
                .pipeline()
                .addBefore("handler", "mqttEncoder", MqttEncoder.INSTANCE)
                .addBefore("handler", "mqttDecoder", new MqttDecoder(PacketLimits.MAX_PACKET_BYTES))
                .addBefore("handler", "writability", new Writability(connection));
    }

    private void closed(MqttConnection connection) {
        if (connections.remove(connection)) {
            count.leave();
        }
    }

    private void checkSilence() {
        long nowNanos = System.nanoTime();
        new ArrayList<>(connections).forEach(connection -> connection.checkSilence(nowNanos));
    }

    /** A client that does not read its acknowledgements is not read either. */
    private static final class Writability extends ChannelInboundHandlerAdapter {
        private final MqttConnection connection;

        Writability(MqttConnection connection) {
            this.connection = connection;
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext channel) {
            connection.readOn();
            channel.fireChannelWritabilityChanged();
        }
    }
}
