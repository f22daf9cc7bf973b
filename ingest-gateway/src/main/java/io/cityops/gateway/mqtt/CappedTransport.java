package io.cityops.gateway.mqtt;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.transport.Transport;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Java's sockets, but connections over the limit wait in the operating system's queue until another one leaves. A limit
 * that is held after the accept, on the event loops, is overrun by a crowd: the accepting thread is faster than they are,
 * and takes the last file descriptor.
 */
public final class CappedTransport implements Transport {
    private static final long SELECTOR_ROUND_MILLIS = 20;

    /** A crowd is let in by portions, 4,000 a second, so that who is in already is not served after all of it. */
    private static final int PORTION = 20;

    private static final long PORTION_MILLIS = 5;

    private final PlaceCount places;
    private final Set<Integer> ports;

    /** @param ports those whose connections are counted; others, such as the one for health, are always reached */
    public CappedTransport(int limit, Set<Integer> ports) {
        this.places = new PlaceCount(limit);
        this.ports = Set.copyOf(ports);
    }

    @Override
    public String name() {
        return "nio";
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public @Nullable Throwable unavailabilityCause() {
        return null;
    }

    @Override
    public io.vertx.core.spi.transport.Transport implementation() {
        return new NioTransport() {
            @Override
            public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
                return domainSocket ? super.serverChannelFactory(true) : CappedServerChannel::new;
            }
        };
    }

    private final class CappedServerChannel extends NioServerSocketChannel {
        private int acceptedOfPortion;
        private boolean portionEnds;

        @Override
        protected int doReadMessages(List<Object> accepted) throws Exception {
            if (!isCounted()) {
                return super.doReadMessages(accepted);
            }
            if (acceptedOfPortion == PORTION) {
                config().setAutoRead(false);
                return 0;
            }
            if (!places.take()) {
                config().setAutoRead(false);
                places.whenFree(() -> eventLoop().execute(() -> config().setAutoRead(true)));
                return 0;
            }
            int read = super.doReadMessages(accepted);
            count(read);
            if (read > 0 && accepted.getLast() instanceof Channel channel) {
                // Java gives a closed socket's descriptor back with the next round of its selector only.
                channel.closeFuture()
                        .addListener(closed -> channel.eventLoop()
                                .schedule(places::giveBack, SELECTOR_ROUND_MILLIS, TimeUnit.MILLISECONDS));
            } else {
                places.giveBack();
            }
            return read;
        }

        private void count(int read) {
            acceptedOfPortion += read;
            if (read > 0 && !portionEnds) {
                portionEnds = true;
                eventLoop()
                        .schedule(
                                () -> {
                                    portionEnds = false;
                                    acceptedOfPortion = 0;
                                    config().setAutoRead(true);
                                },
                                PORTION_MILLIS,
                                TimeUnit.MILLISECONDS);
            }
        }

        private boolean isCounted() {
            InetSocketAddress address = localAddress();
            return address != null && ports.contains(address.getPort());
        }
    }
}
