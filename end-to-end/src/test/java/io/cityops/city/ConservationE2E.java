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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing acknowledged is lost and nothing is counted twice, whatever process dies. */
class ConservationE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int DEVICES = 6;
    private static final int MESSAGES_EACH = 9_000;
    private static final List<String> KILLED = List.of("gateway", "jobs", "timescaledb");
    private static final int BAD_EVERY = 20;
    private static final String WARD = "26743";

    @TempDir
    Path data;

    @Test
    void sentIsStoredPlusRejectedEachOnceWhileGatewayJobsAndDatabaseAreKilled() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(DEVICES);
        try (City city = City.start(data, "--no-simulator")) {
            List<FieldDevice> devices = new ArrayList<>();
            for (int i = 0; i < DEVICES; i++) {
                String id = "kill-cam-" + i;
                devices.add(new FieldDevice(city, "traffic", id, city.addDevice(id, "traffic-camera", WARD, "30s")));
            }
            long firstTs = System.currentTimeMillis() - 60_000;
            AtomicInteger mayBeSent = new AtomicInteger();
            List<Future<?>> sending = new ArrayList<>();
            for (FieldDevice device : devices) {
                sending.add(senders.submit(() -> {
                    sendAll(device, firstTs, mayBeSent);
                    return null;
                }));
            }

            for (int i = 0; i < KILLED.size(); i++) {
                mayBeSent.set(MESSAGES_EACH * (i + 1) / KILLED.size());
                killInMidStream(city, devices, DEVICES * mayBeSent.get(), KILLED.get(i));
            }
            for (Future<?> sender : sending) {
                sender.get();
            }
            long sent = (long) DEVICES * MESSAGES_EACH;
            Eventually.until("all messages are acknowledged", PATIENCE, () -> acknowledged(devices) == sent);
            assertStoredOnce(city, sent);
            for (FieldDevice device : devices) {
                device.close();
            }
        } finally {
            senders.shutdownNow(); // those that still wait for their turn would wait for ever
        }
    }

    /** Every {@link #BAD_EVERY}th message is broken JSON with a number of its own, to be found again. */
    private static void sendAll(FieldDevice device, long firstTs, AtomicInteger mayBeSent) throws InterruptedException {
        for (int seq = 0; seq < MESSAGES_EACH; seq++) {
            while (seq >= mayBeSent.get()) {
                Thread.sleep(5); // the next part of the stream belongs to the next kill
            }
            String payload = seq % BAD_EVERY == 0
                    ? "{\"seq\": " + seq + ", \"values\": {"
                    : "{\"ts\": %d, \"seq\": %d, \"values\": {\"vehicle_count\": 1, \"mean_speed_kmh\": 30}}"
                            .formatted(firstTs + 5L * seq, seq);
            device.send(payload);
            if (seq % 10 == 0) {
                Thread.sleep(25); // so that a kill finds messages under way
            }
        }
    }

    private static void killInMidStream(City city, List<FieldDevice> devices, long sentByThen, String name)
            throws Exception {
        City.Part part = city.part(name);
        long enough = sentByThen - (long) DEVICES * MESSAGES_EACH / KILLED.size() / 2;
        Eventually.until(
                "messages flow before " + name + " is killed", PATIENCE, () -> acknowledged(devices) >= enough);
        assertThat(acknowledged(devices)).as("still under way").isLessThan(sentByThen);
        Duration back = city.killAndAwait(name, part);
        System.out.printf("kill -9 %s: back after %.1f s%n", name, back.toMillis() / 1000.0);
        assertThat(back).isLessThan(PATIENCE);
    }

    private static void assertStoredOnce(City city, long sent) throws Exception {
        long bad = (long) DEVICES * ((MESSAGES_EACH + BAD_EVERY - 1) / BAD_EVERY);
        long good = sent - bad;
        String readings =
                "select count(*) from cityops.reading where device_id like 'kill-cam-%' and measure = 'vehicle_count'";
        String rejected = "select count(*) from cityops.rejected where device_id like 'kill-cam-%'";
        try (Connection database = city.database()) {
            Eventually.until(
                    "stored + rejected = sent",
                    PATIENCE,
                    () -> count(database, readings) + count(database, rejected) >= sent);

            assertThat(count(database, readings)).as("stored").isEqualTo(good);
            assertThat(count(database, rejected)).as("rejected").isEqualTo(bad);
            assertThat(count(
                            database,
                            "select count(distinct (device_id, seq)) from cityops.reading"
                                    + " where device_id like 'kill-cam-%' and measure = 'vehicle_count'"))
                    .as("each once")
                    .isEqualTo(good);
            assertThat(count(
                            database,
                            "select count(*) from cityops.rejected"
                                    + " where device_id like 'kill-cam-%' and reason <> 'malformed'"))
                    .isZero();

            // One vehicle a message: the flow of all closed minutes must add up to just the good messages.
            String vehicles = "select coalesce(round(sum(value) / 60), 0)::bigint from cityops.indicator"
                    + " where indicator = 'traffic.flow' and area = ? and revision > 0 and window_seconds = 60";
            Eventually.until("the windows are closed", PATIENCE, () -> count(database, vehicles, WARD) >= good);
            assertThat(count(database, vehicles, WARD))
                    .as("vehicles in windows")
                    .isEqualTo(good);
        }
    }

    private static long acknowledged(List<FieldDevice> devices) {
        return devices.stream().mapToLong(FieldDevice::acknowledged).sum();
    }
}
