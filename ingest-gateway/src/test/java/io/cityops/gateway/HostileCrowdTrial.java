package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a gateway bears. Too long for each build; run it with {@code mvn verify -pl ingest-gateway -am
 * -Dit.test=HostileCrowdTrial}. Prints its figures.
 */
@ExtendWith(GatewayResource.class)
class HostileCrowdTrial {
    private static final double MILLIS_FOR_A_GOOD_CLIENT = 100;

    /** Good packets to begin with: PUBLISH of each QoS, SUBSCRIBE, UNSUBSCRIBE, PUBREL, PINGREQ, DISCONNECT, AUTH. */
    private static final String[] PACKETS = {
        "320b 0003 612f62 0001 0068656c",
        "300a 0003 612f62 00 68656c6c",
        "340c 0003 612f62 0007 0068656c6c",
        "820a 0001 00 0004 612f2b62 01",
        "a208 0001 00 0003 612f62",
        "6202 0007",
        "c000",
        "e002 0400",
        "f002 1800"
    };

    private final RunningGateway city;
    private final List<AutoCloseable> opened = new ArrayList<>();

    HostileCrowdTrial(RunningGateway city) {
        this.city = city;
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void halfOpenAndDribblingClientsAreCutWhileAGoodOneIsServed() throws Exception {
        String token = city.register("trial-good", true);
        try (GatewayProcess gateway = new GatewayProcess(city, 0);
                GoodClient good = new GoodClient(gateway.mqttPort(), "trial-good", token)) {
            good.slowestMillis(50, 10);
            List<SocketChannel> crowd = connect(gateway.mqttPort(), 2_200);
            long begin = System.nanoTime();
            List<SocketChannel> dribbling = crowd.subList(2_000, 2_200);
            CompletableFuture<Void> dribble =
                    CompletableFuture.runAsync(() -> dribble(dribbling), Thread::startVirtualThread);
            CompletableFuture<Double> cut =
                    CompletableFuture.supplyAsync(() -> secondsUntilAllCut(crowd, begin), Thread::startVirtualThread);
            double slowest = 0;
            while (!cut.isDone()) {
                double millis = good.publishMillis();
                if (millis > MILLIS_FOR_A_GOOD_CLIENT / 2) {
                    System.out.printf("PUBACK after %.1f ms at %.2f s%n", millis, (System.nanoTime() - begin) / 1e9);
                }
                slowest = Math.max(slowest, millis);
                TimeUnit.MILLISECONDS.sleep(20);
            }

            double seconds = cut.get(30, TimeUnit.SECONDS);
            dribble.get(20, TimeUnit.SECONDS);
            System.out.printf(
                    "2,000 half-open, 200 dribbling: all cut after %.2f s, slowest PUBACK %.1f ms%n", seconds, slowest);
            assertThat(slowest).isLessThan(MILLIS_FOR_A_GOOD_CLIENT);
            assertThat(seconds).isLessThan(10);
        }
    }

    @Test
    void mutatedPacketsLeaveNothingBehind() throws Exception {
        String token = city.register("trial-mutant", true);
        String goodToken = city.register("trial-beside", true);
        try (GatewayProcess gateway = new GatewayProcess(city, 0)) {
            mutate(gateway, token, 500, 1); // what it needs for its first errors is not growth
            long descriptors = gateway.descriptors();
            long resident = gateway.residentMebibytes();
            long log = gateway.logBytes();

            mutate(gateway, token, 5_000, 2);

            long begin = System.nanoTime();
            try (GoodClient good = new GoodClient(gateway.mqttPort(), "trial-beside", goodToken)) {
                good.publishMillis();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            TimeUnit.SECONDS.sleep(3);
            System.out.printf(
                    "5,000 mutations: good client served after %.2f s, %d -> %d descriptors, %d -> %d MiB, %d bytes of log%n",
                    seconds,
                    descriptors,
                    gateway.descriptors(),
                    resident,
                    gateway.residentMebibytes(),
                    gateway.logBytes() - log);
            assertThat(seconds).isLessThan(2);
            assertThat(gateway.descriptors()).isLessThanOrEqualTo(descriptors + 5);
            assertThat(gateway.residentMebibytes()).isLessThan(resident + 100);
            assertThat(gateway.logBytes() - log).isLessThan(10_000_000);
        }
    }

    @Test
    void loadBeyondTheDescriptorLimitPassesWithoutATrace() throws Exception {
        String token = city.register("trial-limit", true);
        try (GatewayProcess gateway = new GatewayProcess(city, 3_000)) {
            for (SocketChannel each : connect(gateway.mqttPort(), 4_000)) {
                each.close();
            }
            long begin = System.nanoTime();
            try (GoodClient good = new GoodClient(gateway.mqttPort(), "trial-limit", token)) {
                good.publishMillis();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    "4,000 connections on 3,000 descriptors: next publish acknowledged after %.2f s%n", seconds);
            assertThat(gateway.log()).doesNotContain("Too many open files");
            assertThat(seconds).isLessThan(2);
        }
    }

    @Test
    void nineteenThousandIdleDevicesAreHeld() throws Exception {
        int devices = Integer.getInteger("trial.devices", 19_000);
        int seconds = Integer.getInteger("trial.seconds", 300);
        List<String> tokens = new ArrayList<>();
        city.registerMany("trial-idle-", devices, tokens);
        try (GatewayProcess gateway = new GatewayProcess(city, 0)) {
            List<SocketChannel> idle = new ArrayList<>();
            for (int i = 0; i < devices; i++) {
                SocketChannel channel = connect(gateway.mqttPort(), 1).getFirst();
                idle.add(channel);
                byte[] body =
                        ConnectBytes.version3("trial-idle-" + i, tokens.get(i)).body();
                channel.write(ByteBuffer.wrap(new byte[] {0x10, (byte) body.length}));
                channel.write(ByteBuffer.wrap(body));
                ByteBuffer connack = ByteBuffer.allocate(4);
                while (connack.hasRemaining() && channel.read(connack) >= 0) {
                    // until it is whole
                }
                assertThat(connack.array()).containsExactly(0x20, 2, 0, 0);
            }
            long peak = 0;
            for (int i = 0; i < seconds; i += 5) {
                TimeUnit.SECONDS.sleep(5);
                peak = Math.max(peak, gateway.residentMebibytes());
            }
            int lost = 0;
            for (SocketChannel channel : idle) {
                channel.configureBlocking(false);
                lost += channel.read(ByteBuffer.allocate(1)) == 0 ? 0 : 1;
            }
            System.out.printf(
                    "%d idle devices for %d s: %d lost, at most %d MiB resident%n", devices, seconds, lost, peak);
            assertThat(lost).isZero();
            assertThat(peak).isLessThan(600);
        }
    }

    private List<SocketChannel> connect(int port, int count) throws IOException {
        List<SocketChannel> channels = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channels.add(channel);
            opened.add(channel);
        }
        return channels;
    }

    private static void dribble(List<SocketChannel> dribbling) {
        byte[] connect = {
            0x10, 0x7F, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 30, 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a'
        };
        for (byte b : connect) {
            for (SocketChannel channel : dribbling) {
                try {
                    channel.write(ByteBuffer.wrap(new byte[] {b}));
                } catch (IOException e) {
                    // it was cut off, as it should be
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(600);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static double secondsUntilAllCut(List<SocketChannel> crowd, long begin) {
        for (SocketChannel channel : crowd) {
            try {
                while (channel.read(ByteBuffer.allocate(16)) >= 0) {
                    // until the gateway closes
                }
            } catch (IOException e) {
                // reset is cut off as well
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Takes good packets, changes a few of their bytes, and sends them, some after a good CONNECT. */
    private static void mutate(GatewayProcess gateway, String token, int mutations, long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < mutations; i++) {
            boolean five = random.nextBoolean();
            ConnectBytes connect = five
                    ? ConnectBytes.version5("trial-mutant", token).properties("11 0000003c 21 0014")
                    : ConnectBytes.version3("trial-mutant", token);
            connect.will("city/water/trial-mutant/status", "offline");
            byte[] body = connect.body();
            byte[] hello = new byte[body.length + 2];
            hello[0] = 0x10;
            hello[1] = (byte) body.length;
            System.arraycopy(body, 0, hello, 2, body.length);
            try (Socket socket = new Socket("127.0.0.1", gateway.mqttPort())) {
                socket.setSoTimeout(20);
                OutputStream out = socket.getOutputStream();
                if (random.nextInt(3) > 0) {
                    out.write(hello);
                    byte[] packet = HexFormat.of().parseHex(PACKETS[random.nextInt(PACKETS.length)].replace(" ", ""));
                    change(packet, random);
                    out.write(packet);
                } else {
                    change(hello, random);
                    out.write(hello);
                }
                out.flush();
                socket.getInputStream().read(new byte[64]);
            } catch (SocketTimeoutException e) {
                // it waits for more, or has nothing to say
            } catch (IOException e) {
                // cut off
            }
        }
    }

    private static void change(byte[] packet, Random random) {
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
        }
    }
}
