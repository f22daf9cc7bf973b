package io.cityops.gateway.mqtt;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection so that the client can read why. Closing a socket on which unread bytes wait resets it, and takes away
 * what was sent last; so the gateway's half is closed first, and what still comes is read and thrown away for a moment.
 */
final class HangUp {
    private static final long LINGER_MILLIS = 1_000;
    private static final long TLS_LINGER_MILLIS = 300;

    private HangUp() {}

    static void now(Channel channel) {
        channel.close();
    }

    /** Everything to be sent was written and flushed. */
    static void afterLastWord(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> {
            if (!sent.isSuccess()) {
                channel.close();
            } else if (tls != null) {
                tls.closeOutbound();
            } else if (channel instanceof SocketChannel socket) {
                socket.shutdownOutput();
            }
        });
        channel.eventLoop()
                .schedule(
                        () -> channel.close(), tls == null ? LINGER_MILLIS : TLS_LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }
}
