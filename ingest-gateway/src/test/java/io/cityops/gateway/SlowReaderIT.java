package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client that does not read what it is answered. */
@ExtendWith(GatewayResource.class)
class SlowReaderIT {
    private static final int PINGREQ = 0xC0;
    private static final int PINGRESP = 0xD0;

    /** More than what the operating system holds for both directions of one connection. */
    private static final int MOST_BYTES = 64 << 20;

    private final RunningGateway city;

    SlowReaderIT(RunningGateway city) {
        this.city = city;
    }

    @Test
    void isReadNoFurtherWhileOthersAreServedAndGetsEveryAnswerOnceItReads() throws Exception {
        String token = city.register("it-slow", true);
        String good = city.register("it-beside-slow", true);
        try (SocketChannel channel = SocketChannel.open();
                GoodClient beside = new GoodClient(city.mqttPort(), "it-beside-slow", good)) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 65_536);
            channel.connect(new InetSocketAddress("127.0.0.1", city.mqttPort()));
            byte[] body = ConnectBytes.version3("it-slow", token).body();
            channel.write(ByteBuffer.wrap(new byte[] {0x10, (byte) body.length}));
            channel.write(ByteBuffer.wrap(body));
            assertThat(read(channel, 4)).containsExactly(0x20, 2, 0, 0);

            channel.configureBlocking(false);
            int sentBytes = sendUntilHeldBack(channel);
            assertThat(sentBytes).isLessThan(MOST_BYTES);
            assertThat(beside.publishMillis()).isLessThan(2_000);

            channel.configureBlocking(true);
            // Of the last one only the first half may have been sent.
            int pings = sentBytes / 2;
            byte[] answers = read(channel, 2 * pings);
            for (int i = 0; i < pings; i++) {
                if ((answers[2 * i] & 0xFF) != PINGRESP) {
                    throw new AssertionError("no PINGRESP at " + i);
                }
            }
        }
    }

    /** @return how many bytes of PINGREQ could be sent until a second went by in which none could */
    private static int sendUntilHeldBack(SocketChannel channel) throws IOException, InterruptedException {
        ByteBuffer pings = ByteBuffer.allocate(1 << 16);
        int sent = 0;
        long movedAtNanos = System.nanoTime();
        while (sent < MOST_BYTES && System.nanoTime() - movedAtNanos < TimeUnit.SECONDS.toNanos(1)) {
            pings.clear();
            for (int i = 0; i < pings.capacity(); i++) {
                pings.put((byte) ((sent + i) % 2 == 0 ? PINGREQ : 0));
            }
            int written = channel.write(pings.flip());
            sent += written;
            if (written > 0) {
                movedAtNanos = System.nanoTime();
            } else {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
        return sent;
    }

    private static byte[] read(SocketChannel channel, int bytes) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(bytes);
        while (in.hasRemaining() && channel.read(in) >= 0) {
            // until all is there
        }
        return in.array();
    }
}
