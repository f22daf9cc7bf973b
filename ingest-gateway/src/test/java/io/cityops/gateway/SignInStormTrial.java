package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.localstack.database.DatabaseRole;
import io.cityops.model.registry.DeviceToken;
import java.io.IOException;
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
 * -Dit.test=SignInStormTrial}. Prints its figures. Clients and gateway share one process and its cores.
 */
@ExtendWith(GatewayResource.class)
class SignInStormTrial {
    private static final int PER_SECOND = 1_500;
    private static final int DEVICES = 9_000;
    private static final int HASHES = 1_000_000;

    private final RunningGateway city;
    private final String[] tokens = new String[DEVICES];
    private final long[] nanos = new long[DEVICES];
    private final AtomicInteger refused = new AtomicInteger();
    private final Queue<RawClient> open = new ConcurrentLinkedQueue<>();

    SignInStormTrial(RunningGateway city) {
        this.city = city;
    }

    @Test
    void everyDeviceOfAStormIsLetIn() throws Exception {
        register();
        long begin = System.nanoTime();
        try (ExecutorService devices = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < DEVICES; i++) {
                int device = i;
                LockSupport.parkNanos(begin + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND - System.nanoTime());
                devices.execute(() -> signIn(device));
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(nanos);
        System.out.printf(
                "%,d sign-ins in %.2f s (%,.0f/s), refused %d, CONNACK after p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                DEVICES,
                seconds,
                DEVICES / seconds,
                refused.get(),
                nanos[DEVICES / 2] / 1e6,
                nanos[DEVICES * 99 / 100] / 1e6,
                nanos[DEVICES - 1] / 1e6);
        for (RawClient client : open) {
            client.close();
        }
        assertThat(refused).hasValue(0);
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

    private void signIn(int device) {
        long begin = System.nanoTime();
        try {
            RawClient client = new RawClient(city.mqttPort());
            open.add(client);
            if (client.connect("MQTT", 5, 0, "storm-" + device, tokens[device]) != 0) {
                refused.incrementAndGet();
            }
        } catch (IOException e) {
            refused.incrementAndGet();
        }
        nanos[device] = System.nanoTime() - begin;
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
        Eventually.holds(() -> city.meter("cityops_gateway_registry_devices") >= DEVICES);
    }
}
