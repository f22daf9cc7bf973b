package io.cityops.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A client of MQTT 3.1.1 that publishes as fast as its socket takes it, whatever is acknowledged. */
final class Flood implements AutoCloseable {
    private final RawClient client;
    private volatile boolean inOrder = true;
    private volatile CountDownLatch acknowledged = new CountDownLatch(1);

    Flood(int port, String deviceId, String token) throws IOException {
        client = new RawClient(port);
        client.signIn(deviceId, token);
    }

    /** Sends messages with {@code seq} from 1, QoS 1, from a thread of its own. */
    void start(String topic, int messages) {
        acknowledged = new CountDownLatch(messages);
        Thread.ofPlatform().daemon().start(() -> send(topic, messages));
        Thread.ofPlatform().daemon().start(() -> readAcknowledgements(messages));
    }

    void awaitAcknowledgements() throws InterruptedException {
        if (!acknowledged.await(120, TimeUnit.SECONDS)) {
            throw new AssertionError(acknowledged.getCount() + " messages were not acknowledged");
        }
    }

    boolean acknowledgedInOrder() {
        return inOrder;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private void send(String topic, int messages) {
        try {
            for (int seq = 1; seq <= messages; seq++) {
                String payload = "{\"seq\":" + seq + ",\"values\":{\"water_level_m\":1.5}}";
                int packetId = packetId(seq);
                client.send(RawClient.PUBLISH_QOS1, body -> {
                    body.writeUTF(topic);
                    body.writeShort(packetId);
                    body.write(payload.getBytes(StandardCharsets.UTF_8));
                });
            }
            client.flush();
        } catch (IOException e) {
            inOrder = false;
        }
    }

    private void readAcknowledgements(int messages) {
        try {
            for (int seq = 1; seq <= messages; seq++) {
                RawClient.Packet puback = client.read();
                int packetId = (puback.body()[0] & 0xFF) << 8 | puback.body()[1] & 0xFF;
                inOrder = inOrder && puback.header() == RawClient.PUBACK && packetId == packetId(seq);
                acknowledged.countDown();
            }
        } catch (IOException e) {
            inOrder = false;
        }
    }

    private static int packetId(int seq) {
        return (seq - 1) % 65_535 + 1;
    }
}
