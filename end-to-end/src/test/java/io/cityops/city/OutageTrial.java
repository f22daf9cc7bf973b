package io.cityops.city;

import static io.cityops.city.City.count;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kafka away for a minute under load, then the gateway killed five times: sent = stored, each once. Too long for each
 * build; run it with {@code mvn verify -pl end-to-end -am -Dit.test=OutageTrial}. Prints its figures.
 */
class OutageTrial {
    private static final int DEVICES = 6;
    private static final int KILLS = 5;
    private static final long PAUSE_MILLIS = 10;
    private static final String READINGS =
            "select count(*) from cityops.reading where device_id like 'outage-%' and measure = 'vehicle_count'";

    @TempDir
    Path data;

    @Test
    void everythingSentIsStoredOnceThoughKafkaIsAwayAMinuteAndTheGatewayKilledFiveTimes() throws Exception {
        try (City city = City.start(data, "--no-simulator");
                ExecutorService senders = Executors.newFixedThreadPool(DEVICES)) {
            List<FieldDevice> devices = new ArrayList<>();
            for (int i = 0; i < DEVICES; i++) {
                String id = "outage-" + i;
                devices.add(new FieldDevice(city, "traffic", id, city.addDevice(id, "traffic-camera", "26743", "30s")));
            }
            AtomicBoolean enough = new AtomicBoolean();
            AtomicLong sent = new AtomicLong();
            long firstTs = System.currentTimeMillis() - 60_000;
            List<Future<?>> sending = new ArrayList<>();
            for (FieldDevice device : devices) {
                sending.add(senders.submit(() -> {
                    send(device, firstTs, enough, sent);
                    return null;
                }));
            }
            TimeUnit.SECONDS.sleep(5);

            freezeKafkaForAMinute(city, devices);
            for (int i = 1; i <= KILLS; i++) {
                long before = acknowledged(devices);
                Duration back = city.killAndAwait("gateway");
                System.out.printf("kill -9 gateway, %d of %d: back after %.1f s%n", i, KILLS, back.toMillis() / 1000.0);
                Eventually.until(
                        "devices are served again",
                        Duration.ofSeconds(30),
                        () -> acknowledged(devices) > before + DEVICES * 100L);
            }
            enough.set(true);
            for (Future<?> sender : sending) {
                sender.get();
            }
            Eventually.until(
                    "all messages are acknowledged", Duration.ofSeconds(90), () -> acknowledged(devices) == sent.get());
            try (Connection database = city.database()) {
                Eventually.until(
                        "stored = sent", Duration.ofSeconds(60), () -> count(database, READINGS) >= sent.get());
                System.out.printf("%,d sent, %,d stored%n", sent.get(), count(database, READINGS));
                assertThat(count(database, READINGS)).isEqualTo(sent.get());
                assertThat(count(database, READINGS.replace("count(*)", "count(distinct (device_id, seq))")))
                        .isEqualTo(sent.get());
            }
            for (FieldDevice device : devices) {
                device.close();
            }
        }
    }

    private static void freezeKafkaForAMinute(City city, List<FieldDevice> devices) throws Exception {
        long pid = city.part("kafka").pid();
        City.signal("STOP", pid);
        TimeUnit.SECONDS.sleep(1);
        long before = acknowledged(devices);
        TimeUnit.SECONDS.sleep(59);
        long meanwhile = acknowledged(devices) - before;
        City.signal("CONT", pid);
        long begin = System.nanoTime();
        Eventually.until("acknowledgements come again", Duration.ofSeconds(60), () -> acknowledged(devices) > before);
        System.out.printf(
                "Kafka stopped for 60 s: %d acknowledged meanwhile, the next %.1f s after its return%n",
                meanwhile, (System.nanoTime() - begin) / 1e9);
        assertThat(meanwhile).isZero();
        assertThat(city.part("kafka").pid()).as("still the same broker").isEqualTo(pid);
    }

    private static void send(FieldDevice device, long firstTs, AtomicBoolean enough, AtomicLong sent)
            throws InterruptedException {
        for (int seq = 0; !enough.get(); seq++) {
            device.send("{\"ts\": %d, \"seq\": %d, \"values\": {\"vehicle_count\": 1, \"mean_speed_kmh\": 30}}"
                    .formatted(firstTs + seq, seq));
            sent.incrementAndGet();
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private static long acknowledged(List<FieldDevice> devices) {
        return devices.stream().mapToLong(FieldDevice::acknowledged).sum();
    }
}
