package io.cityops.city;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.cityops.city.City.ask;
import static io.cityops.city.City.count;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refused messages are judged again in the background while what takes part in it is killed. */
class ReplayE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String WARD = "26743";
    /** Enough for several batches, so that a kill comes between the first and the last. */
    private static final int MESSAGES = 1_600;

    @TempDir
    static Path data;

    private static City city;
    private static Browser browser;

    @BeforeAll
    static void startCity() throws Exception {
        city = City.start(data, "--no-simulator");
        browser = new Browser();
    }

    @AfterAll
    static void stopCity() {
        browser.close();
        city.close();
    }

    @Test
    void aReplayGoesOnWhileTheDashboardWhereItWasAskedForIsKilled() throws Exception {
        try (Connection database = city.database()) {
            refusedUntilRegistered(database, "desk-lora", "desk-meter");
            Page page = browser.page(1920, 1080);
            signIn(page, "/rejected?device=desk-lora&lang=en");
            assertThat(page.locator("[data-reason=unknown-device]"))
                    .hasAttribute("data-count", Integer.toString(MESSAGES));
            City.Part dashboard = city.part("dashboard");
            page.locator("[data-replay-all]").click();
            page.locator("[data-confirm]").click();
            awaitFirstBatch(database);

            city.killAndAwait("dashboard", dashboard);

            awaitDone(database, 0);
            Eventually.until("all are stored", PATIENCE, () -> readings(database, "desk-meter") == MESSAGES);
            signIn(page, "/rejected?device=desk-lora&lang=en");
            Locator replay = page.locator("[data-replay]");
            assertThat(replay)
                    .hasAttribute(
                            "data-state",
                            "done",
                            new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE.toMillis()));
            assertThat(replay).hasAttribute("data-accepted", Integer.toString(MESSAGES));
        }
    }

    @Test
    void aReplayWhoseRunnerIsKilledIsBegunAnewByTheNextAndStoresNothingTwice() throws Exception {
        try (Connection database = city.database();
                Connection owner = city.database("owner")) {
            refusedUntilRegistered(database, "killed-lora", "killed-meter");
            City.signal("STOP", city.pid()); // who would serve it else
            Process runner = city.begin(data.resolve("runner.log"), "rejected", "serve");
            try {
                try (Connection desk = city.database("dashboard")) {
                    assertThat(
                                    ask(
                                            desk,
                                            "select store.ask_replay('admin', (select jsonb_agg(jsonb_build_object('received_at',"
                                                    + " received_at, 'partition', partition, 'kafka_offset', kafka_offset))"
                                                    + " from cityops.rejected where coalesce(sender, device_id) = 'killed-lora'))"))
                            .isEqualTo("done");
                }
                awaitFirstBatch(database);
            } finally {
                runner.destroyForcibly().waitFor();
                City.signal("CONT", city.pid());
            }
            assertThat(state(database)).isEqualTo("running");
            try (Statement statement = owner.createStatement()) {
                // what two minutes do
                statement.execute(
                        "update store.replay set heard_at = heard_at - interval '2 minutes' where state = 'running'");
            }

            awaitDone(database, 1);
            assertThat(count(
                            database,
                            "select count(*) from cityops.rejected where coalesce(sender, device_id) = 'killed-lora'"
                                    + " and replay_outcome is distinct from 'accepted'"))
                    .isZero();
            Eventually.until("all are stored", PATIENCE, () -> readings(database, "killed-meter") == MESSAGES);
            assertThat(count(
                            database,
                            "select count(*) - count(distinct (observed_at, seq)) from cityops.reading"
                                    + " where device_id = 'killed-meter'"))
                    .isZero();
        }
    }

    private static void signIn(Page page, String path) throws Exception {
        page.navigate(city.url(path));
        Locator password = page.locator("input[name=password]");
        page.locator("rejected-page").or(password).first().waitFor();
        if (password.count() > 0) {
            page.locator("input[name=username]").fill("admin");
            password.fill(city.adminPassword());
            password.press("Enter");
            page.locator("rejected-page").waitFor();
        }
    }

    /** A concentrator tells of a device that nobody knows, and then it is registered. */
    private static void refusedUntilRegistered(Connection database, String concentrator, String meter)
            throws Exception {
        String token = city.addDevice(concentrator, "concentrator", "city", "30s");
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName(concentrator);
        options.setPassword(token.toCharArray());
        Instant first = Instant.now().minusSeconds(MESSAGES);
        try (MqttClient lora =
                new MqttClient("tcp://127.0.0.1:" + city.port(1883), concentrator, new MemoryPersistence())) {
            lora.connect(options);
            for (int i = 0; i < MESSAGES; i++) {
                String uplink = "{\"end_device_ids\":{\"device_id\":\"%s\"},\"uplink_message\":{\"f_cnt\":%d,"
                                .formatted(meter, i)
                        + "\"received_at\":\"%s\",\"decoded_payload\":{\"water_level\":1.5}}}"
                                .formatted(first.plusSeconds(i));
                lora.publish("v3/app/devices/" + meter + "/up", uplink.getBytes(UTF_8), 1, false);
            }
            lora.disconnect();
        }
        Eventually.until(
                "all refusals are kept",
                PATIENCE,
                () -> count(
                                database,
                                "select count(*) from cityops.rejected where coalesce(sender, device_id) = ?",
                                concentrator)
                        == MESSAGES);
        City.Ended added = city.cityops(("device add " + meter + " --type river-gauge --area " + WARD
                        + " --interval 30s --concentrator " + concentrator)
                .split(" "));
        assertThat(added.exitCode()).as(added.err()).isZero();
    }

    private static void awaitFirstBatch(Connection database) {
        Eventually.until(
                "some are judged, others not yet",
                PATIENCE,
                () -> count(
                                database,
                                "select count(*) from cityops.replay where state = 'running' and accepted + refused > 0"
                                        + " and accepted + refused < messages")
                        == 1);
    }

    /** @param losses how often its runner was gone */
    private static void awaitDone(Connection database, int losses) {
        Eventually.until("the replay is done", PATIENCE, () -> state(database).equals("done"));
        Eventually.until(
                "it was begun anew as often as its runner was gone",
                PATIENCE,
                () -> ask(database, "select accepted || ' ' || losses from cityops.replay order by id desc limit 1")
                        .equals(MESSAGES + " " + losses));
    }

    private static String state(Connection database) throws Exception {
        return ask(database, "select state from cityops.replay order by id desc limit 1");
    }

    private static long readings(Connection database, String meter) throws Exception {
        return count(database, "select count(*) from cityops.reading where device_id = ?", meter);
    }
}
