package io.cityops.city;

import static io.cityops.city.City.ask;
import static io.cityops.city.City.count;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a person starts and stops it. */
class LifecycleE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final List<String> PARTS = List.of("timescaledb", "kafka", "gateway", "jobs", "dashboard");

    @TempDir
    Path data;

    @Test
    void stopsInOrderLosesNothingAndContinuesWithTheDataOfTheFirst() throws Exception {
        List<Long> pids;
        try (City first = City.start(data, "--no-simulator")) {
            assertThat(first.console()).contains(first.adminPassword());
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data.resolve("config/admin-password"))))
                    .isEqualTo("rw-------");
            String token = first.addDevice("e2e-rain", "rain-gauge", "26743", "30s");
            try (FieldDevice device = new FieldDevice(first, "water", "e2e-rain", token)) {
                long now = System.currentTimeMillis();
                for (int seq = 0; seq < 500; seq++) {
                    device.send("{\"ts\": %d, \"seq\": %d, \"values\": {\"rain_mm\": 0.1}}"
                            .formatted(now - 60_000 + seq, seq));
                }
                Eventually.until("acknowledged", PATIENCE, () -> device.acknowledged() == 500);
            }
            pids = PARTS.stream().map(part -> pid(first, part)).toList();

            City.Ended second = first.cityops("demo", "--no-simulator");
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err()).contains("another instance").hasLineCount(1);

            assertThat(first.stop()).isZero();
        }
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());

        try (City again = City.start(data, "--no-simulator");
                Connection database = again.database()) {
            assertThat(again.console()).doesNotContain(again.adminPassword());
            Eventually.until(
                    "all that was acknowledged before the stop is stored",
                    PATIENCE,
                    () -> count(database, "select count(*) from cityops.reading where device_id = 'e2e-rain'") == 500);
            City.Ended status = again.cityops("status", "--json");
            assertThat(status.out()).contains("\"state\"", "ready").doesNotContain("\"down\"");
            assertARefusedMessageIsStoredOnceItsDeviceIsRegistered(again, database);
            assertARuleIsRehearsedWhenTheDashboardAsks(again, database);
        }
    }

    private static void assertARefusedMessageIsStoredOnceItsDeviceIsRegistered(City city, Connection database)
            throws Exception {
        String uplink = "{\"end_device_ids\":{\"device_id\":\"e2e-meter\"},\"uplink_message\":{\"f_cnt\":7,"
                + "\"received_at\":\"%s\",\"decoded_payload\":{\"water_level\":1.5}}}".formatted(Instant.now());
        String token = city.addDevice("e2e-lora", "concentrator", "city", "30s");
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName("e2e-lora");
        options.setPassword(token.toCharArray());
        try (MqttClient lora =
                new MqttClient("tcp://127.0.0.1:" + city.port(1883), "e2e-lora", new MemoryPersistence())) {
            lora.connect(options);
            lora.publish("v3/app/devices/e2e-meter/up", uplink.getBytes(UTF_8), 1, false);
            lora.disconnect();
        }
        String[] which = {"--device", "e2e-lora", "--reason", "unknown-device", "--since", "1h"};
        Eventually.until(
                "the refusal can be seen",
                PATIENCE,
                () -> city.cityops(all("rejected list", which)).out().contains("e2e-meter"));
        assertThat(city.cityops(all("rejected replay --dry-run", which)).out()).contains("0 would be accepted");

        City.Ended added = city.cityops(
                ("device add e2e-meter --type river-gauge --area 26743 --interval 30s" + " --concentrator e2e-lora")
                        .split(" "));
        assertThat(added.exitCode()).isZero();
        Eventually.until(
                "the replay is accepted",
                PATIENCE,
                () -> city.cityops(all("rejected replay", which)).out().contains("1 accepted, 1 values stored"));
        assertThat(city.cityops(all("rejected replay", which)).out()).startsWith("0 refusals");
        Eventually.until(
                "the replayed value is stored, once",
                PATIENCE,
                () -> count(database, "select count(*) from cityops.reading where device_id = 'e2e-meter'") == 1);
    }

    /** Over what was recorded before the stop, by the stack, in a process of its own. */
    private void assertARuleIsRehearsedWhenTheDashboardAsks(City city, Connection database) throws Exception {
        Path file = data.resolve("e2e-rule.yaml");
        Files.writeString(file, """
                rules:
                  - id: water.e2e-rain
                    sector: water
                    kind: measure
                    input: rain_mm
                    name: {vi: Có mưa, en: It rains}
                    levels:
                      - {severity: low, set: 0.05, clear: 0.01, name: {vi: mưa, en: rain}}
                    message: {vi: Có mưa, en: It rains}
                    response: {vi: Xem trạm bên cạnh, en: Look at the gauge nearby}
                """);
        City.Ended proposed = city.cityops("rules", "propose", file.toString());
        assertThat(proposed.exitCode()).as(proposed.err()).isZero();
        try (Connection dashboard = city.database("dashboard")) {
            assertThat(ask(dashboard, "select store.ask_rehearsal('admin', 'water.e2e-rain', 1, interval '1 hour')"))
                    .isEqualTo("done");
        }
        Eventually.until(
                "the rehearsal has ended",
                PATIENCE,
                () -> count(database, "select count(*) from cityops.rehearsal where state not in ('asked', 'running')")
                        == 1);
        assertThat(ask(
                        database,
                        "select concat_ws(' ', v.state, v.rehearsed_by, v.rehearsal ->> 'readings',"
                                + " v.rehearsal ->> 'alarm_count', r.failure) from cityops.rule_version v"
                                + " join cityops.rehearsal r on r.rule = v.rule"))
                .isEqualTo("rehearsed admin 500 1");
    }

    private static String[] all(String command, String... options) {
        return Stream.concat(Stream.of(command.split(" ")), Stream.of(options)).toArray(String[]::new);
    }

    private static long pid(City city, String part) {
        try {
            return city.part(part).pid();
        } catch (Exception e) {
            throw new AssertionError(part, e);
        }
    }
}
