package io.cityops.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A device that does everything right while others do not, and measures how long its acknowledgements take. */
final class GoodClient implements AutoCloseable {
    private static final byte[] GOOD = "{\"values\":{\"water_level_m\":1.5}}".getBytes(StandardCharsets.UTF_8);

    private final RawClient client;
    private final String topic;
    private int packetId;

    GoodClient(int port, String deviceId, String token) throws IOException {
        client = new RawClient(port);
        client.signIn(deviceId, token);
        topic = "city/water/" + deviceId + "/telemetry";
    }

    /** @return milliseconds until PUBACK */
    double publishMillis() throws IOException {
        packetId = packetId % 65_535 + 1;
        long begin = System.nanoTime();
        client.publish3(RawClient.PUBLISH_QOS1, topic, packetId, GOOD);
        int header = client.read().header();
        if (header != RawClient.PUBACK) {
            throw new IOException("not a PUBACK: " + header);
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    /** The slowest of publishes at this pace. */
    double slowestMillis(int publishes, int everyMillis) throws IOException, InterruptedException {
        double slowest = 0;
        for (int i = 0; i < publishes; i++) {
            slowest = Math.max(slowest, publishMillis());
            TimeUnit.MILLISECONDS.sleep(everyMillis);
        }
        return slowest;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
