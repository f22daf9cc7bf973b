package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.localstack.database.DatabaseRole;
import io.cityops.model.registry.DeviceToken;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * All devices come back at once. Too long for each build; run it with {@code mvn verify -pl ingest-gateway -am
 * -Dit.test=SignInStormTrial}. Prints its figures. The gateway is a process of its own, on the same cores as its clients.
 */
@ExtendWith(GatewayResource.class)
class SignInStormTrial {
    private static final int PER_SECOND = 1_500;
    private static final int DEVICES = 9_000;
    private static final int WARM_UP = 4_000;
    private static final int HASHES = 1_000_000;

    private final RunningGateway city;
    private final String[] tokens = new String[DEVICES];
    private final long[] nanos = new long[DEVICES];
    private final AtomicInteger refused = new AtomicInteger();
    private final Queue<SocketChannel> open = new ConcurrentLinkedQueue<>();

    SignInStormTrial(RunningGateway city) {
        this.city = city;
    }

    @Test
    void everyDeviceOfAStormIsLetIn() throws Exception {
        register();
        try (GatewayProcess gateway = new GatewayProcess(city, 0)) {
            storm(gateway, WARM_UP); // a gateway that has just started is busy with itself
            double cpu = gateway.cpuSeconds();
            double own = ownCpuSeconds();
            double seconds = storm(gateway, DEVICES);
            System.out.printf(
                    "%,d sign-ins in %.2f s (%,.0f/s), refused %d, CONNACK after p50 %.1f ms, p99 %.1f ms, max %.1f ms, gateway %.2f cores, clients %.2f%n",
                    DEVICES,
                    seconds,
                    DEVICES / seconds,
                    refused.get(),
                    nanos[DEVICES / 2] / 1e6,
                    nanos[DEVICES * 99 / 100] / 1e6,
                    nanos[DEVICES - 1] / 1e6,
                    (gateway.cpuSeconds() - cpu) / seconds,
                    (ownCpuSeconds() - own) / seconds);
        }
        assertThat(refused).hasValue(0);
        assertThat(nanos[DEVICES * 99 / 100] / 1e6).isLessThan(1_000);
    }

    @Test
    void hashOfATokenIsCheap() {
        byte[] salt = DeviceToken.newSalt(new SecureRandom());
        byte[] token = DeviceToken.generate(new SecureRandom()).getBytes(StandardCharsets.UTF_8);
        byte[] hash = DeviceToken.hash(salt, token);
        int matches = 0;
        for (int i = 0; i < HASHES; i++) {
            matches += DeviceToken.matches(salt, hash, token) ? 1 : 0;
        }
        long begin = System.nanoTime();
        for (int i = 0; i < HASHES; i++) {
            matches += DeviceToken.matches(salt, hash, token) ? 1 : 0;
        }
        System.out.printf("a token is checked in %.2f µs%n", (System.nanoTime() - begin) / 1e3 / HASHES);
        assertThat(matches).isEqualTo(2 * HASHES);
    }

    /** @return how long it took, in seconds; how long each of them waited lies in {@link #nanos}, sorted */
    private double storm(GatewayProcess gateway, int devices) throws IOException {
        long begin = System.nanoTime();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < devices; i++) {
                int device = i;
                long due = begin + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
                LockSupport.parkNanos(due - System.nanoTime());
                each.execute(() -> signIn(gateway.mqttPort(), device, due));
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(nanos, 0, devices);
        for (SocketChannel client : open) {
            client.close();
        }
        open.clear();
        return seconds;
    }

    private static double ownCpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    }

    private void signIn(int port, int device, long due) {
        try {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            open.add(channel);
            byte[] body =
                    ConnectBytes.version3("storm-" + device, tokens[device]).body();
            channel.write(ByteBuffer.allocate(body.length + 2)
                    .put((byte) 0x10)
                    .put((byte) body.length)
                    .put(body)
                    .flip());
            ByteBuffer connack = ByteBuffer.allocate(4);
            while (connack.hasRemaining() && channel.read(connack) >= 0) {
                // until it is whole
            }
            if (!Arrays.equals(connack.array(), new byte[] {0x20, 2, 0, 0})) {
                refused.incrementAndGet();
            }
        } catch (IOException e) {
            refused.incrementAndGet();
        }
        nanos[device] = System.nanoTime() - due;
    }

    private void register() throws Exception {
        SecureRandom random = new SecureRandom();
        try (Connection connection = DriverManager.getConnection(
                        city.database().jdbcUrl(),
                        DatabaseRole.REGISTRAR.roleName(),
                        city.database().password(DatabaseRole.REGISTRAR));
                PreparedStatement insert = connection.prepareStatement(
                        "insert into store.device (id, type, sector, area, token_salt, token_hash)"
                                + " values (?, 'river-gauge', 'water', 'city', ?, ?)")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < DEVICES; i++) {
                byte[] salt = DeviceToken.newSalt(random);
                tokens[i] = DeviceToken.generate(random);
                insert.setString(1, "storm-" + i);
                insert.setBytes(2, salt);
                insert.setBytes(3, DeviceToken.hash(salt, tokens[i]));
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }
}
