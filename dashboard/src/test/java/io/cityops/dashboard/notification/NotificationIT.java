package io.cityops.dashboard.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.dashboard.CityRows;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.process.FreePort;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** From an alarm in a real database to a real mail server and a real HTTP server. */
class NotificationIT {
    @TempDir
    static Path directory;

    static TimescaleServer server;
    static CityRows city;
    static DriverManagerDataSource dashboard;
    static JdbcClient registrar;

    private final String device = "gauge-" + UUID.randomUUID();
    private Receivers receivers;

    @BeforeAll
    static void start() throws IOException {
        server = TimescaleServer.start(directory, FreePort.next());
        city = new CityRows(server);
        dashboard = as(DatabaseRole.DASHBOARD);
        registrar = JdbcClient.create(as(DatabaseRole.REGISTRAR));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void receive() throws IOException {
        receivers = new Receivers();
    }

    @AfterEach
    void forgetRoutes() {
        registrar.sql("delete from store.notification_route").update();
        receivers.close();
    }

    @Test
    void anAlarmIsMailedSignedAndTexted() throws Exception {
        route("email", "an@city.vn", "high", "{city}");
        route("webhook", receivers.url("/hook"), "high", "{25768}");
        route("sms", "+84901234567", "high", "{city}");
        UUID alarm = city.riverAlarm(device);

        assertThat(sender(Clock.systemUTC()).sendDue()).isEqualTo(3);

        assertThat(states(alarm)).isEqualTo("email sent 1, sms sent 1, webhook sent 1");
        MimeMessage mail = receivers.mail().getReceivedMessages()[0];
        assertThat(mail.getSubject()).startsWith("[CityOps] CAO · Mực nước sông vượt báo động");
        assertThat(String.valueOf(mail.getContent())).contains("Mực nước 1,53 m", "https://ioc.city.vn");
        assertThat(mail.getMessageID()).isEqualTo("<" + id(alarm, "email") + "@cityops>");
        Receivers.Call hook = receivers.calls("/hook").getFirst();
        assertThat(hook.header("X-cityops-id")).isEqualTo(id(alarm, "webhook"));
        assertThat(hook.header("X-cityops-signature")).isEqualTo(signed(hook));
        assertThat(hook.body()).contains("\"id\":\"" + alarm + "\"", "\"severity\":\"high\"", "\"action\":\"raised\"");
        Receivers.Call sms = receivers.calls("/sms").getFirst();
        assertThat(sms.path()).isEqualTo("/sms?id=" + id(alarm, "sms"));
        assertThat(sms.header("Authorization")).isEqualTo("Bearer open-sesame");
        assertThat(sms.body()).startsWith("{\"to\": \"+84901234567\", \"text\": \"CityOps CAO: Muc nuoc song");
    }

    @Test
    void whatIsNotTakenIsTriedAgainWithTheSameIdUntilItIs() throws Exception {
        route("webhook", receivers.url("/hook"), "high", "{city}");
        AtomicInteger asked = new AtomicInteger();
        receivers.answering(() -> asked.incrementAndGet() == 1 ? 503 : asked.get() == 2 ? 0 : 200);
        UUID alarm = city.riverAlarm(device);

        sender(Clock.systemUTC()).sendDue();
        assertThat(states(alarm)).isEqualTo("webhook waiting 1");
        assertThat(reason(alarm)).isEqualTo("HTTP 503");
        assertThat(sender(Clock.systemUTC()).sendDue()).as("not at once").isZero();
        sender(later(Duration.ofSeconds(6))).sendDue();
        assertThat(states(alarm)).as("the connection broke").isEqualTo("webhook waiting 2");
        sender(later(Duration.ofSeconds(30))).sendDue();

        assertThat(states(alarm)).isEqualTo("webhook sent 3");
        assertThat(receivers.calls("/hook"))
                .hasSize(3)
                .extracting(call -> call.header("X-cityops-id"))
                .containsOnly(id(alarm, "webhook"));
    }

    @Test
    void aSenderThatIsKilledBetweenSendingAndNotingIsFollowedByOneThatSendsTheSameId() throws Exception {
        route("webhook", receivers.url("/hook"), "high", "{city}");
        AtomicReference<Process> sender = new AtomicReference<>();
        receivers.answering(() -> {
            Process process = sender.get();
            if (process != null) {
                process.destroyForcibly();
            }
            return 200;
        });
        UUID alarm = city.riverAlarm(device);
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SenderProcess.class.getName(),
                        server.jdbcUrl(),
                        DatabaseRole.DASHBOARD.roleName(),
                        server.password(DatabaseRole.DASHBOARD),
                        Integer.toString(receivers.mailPort()),
                        receivers.url("/sms"))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sender.log").toFile())
                .start();
        sender.set(killed);
        assertThat(killed.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(killed.exitValue()).isEqualTo(137);
        assertThat(receivers.calls("/hook")).as("sent").hasSize(1);
        assertThat(states(alarm)).as("and not noted").isEqualTo("webhook waiting 1");
        sender.set(null);

        assertThat(sender(Clock.systemUTC()).sendDue())
                .as("while it may yet be at it")
                .isZero();
        sender(later(Duration.ofMinutes(3))).sendDue();

        assertThat(states(alarm)).isEqualTo("webhook sent 2");
        assertThat(receivers.calls("/hook"))
                .extracting(call -> call.header("X-cityops-id"))
                .containsOnly(id(alarm, "webhook"));
    }

    @Test
    void sendersSideBySideSendEachOnce() throws Exception {
        route("webhook", receivers.url("/hook"), "high", "{city}");
        for (int i = 0; i < 40; i++) {
            city.riverAlarm(device + i);
        }
        Callable<Void> emptied = () -> {
            NotificationSender sender = sender(Clock.systemUTC());
            while (sender.sendDue() > 0) {}
            return null;
        };

        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            threads.invokeAll(List.of(emptied, emptied, emptied));
        }

        assertThat(receivers.calls("/hook").stream().map(call -> call.header("X-cityops-id")))
                .hasSize(40)
                .doesNotHaveDuplicates();
    }

    @Test
    void nobodyIsToldOfWhatIsShelvedMeanwhileOrLessThanTheyAskedForOrElsewhere() throws Exception {
        route("webhook", receivers.url("/hook"), "high", "{city}");
        route("webhook", receivers.url("/worse"), "critical", "{city}");
        route("webhook", receivers.url("/elsewhere"), "low", "{25747}");
        UUID alarm = city.riverAlarm(device);
        JdbcClient.create(dashboard)
                .sql("select store.shelve_alert(?, 'an', now() + interval '1 hour', 'drifts')")
                .param(alarm)
                .query(String.class)
                .single();

        sender(Clock.systemUTC()).sendDue();

        assertThat(states(alarm)).isEqualTo("webhook given-up 0");
        assertThat(reason(alarm)).isEqualTo("not sent: shelved");
        assertThat(receivers.calls("/")).isEmpty();
    }

    @Test
    void afterADayItIsGivenUpWithAReason() throws Exception {
        route("email", "nobody@city.vn", "high", "{city}");
        receivers.mail().stop();
        UUID alarm = city.riverAlarm(device);
        sender(Clock.systemUTC()).sendDue();
        assertThat(reason(alarm)).startsWith("SMTP: ");

        assertThat(sender(later(Duration.ofHours(25))).sendDue()).isZero();

        assertThat(states(alarm)).isEqualTo("email given-up 1");
        assertThat(reason(alarm)).startsWith("given up after a day: SMTP: ").doesNotContain("open-sesame");
    }

    @Test
    void whoWasToldIsToldThatItIsOverAndOnlyAfterThat() throws Exception {
        route("webhook", receivers.url("/hook"), "high", "{city}");
        UUID alarm = city.riverAlarm(device);
        receivers.answering(() -> 500);
        sender(Clock.systemUTC()).sendDue();
        JdbcClient.create(as(DatabaseRole.JOBS))
                .sql(
                        "select store.apply_alert_transition('cleared', gen_random_uuid(), 'water.river-alarm', 1, 'device', ?,"
                                + " '25768', 'water', 'high', '', now() + interval '1 s', 1.3, 1.4, '')")
                .param(device)
                .query(Boolean.class)
                .single();
        assertThat(sender(Clock.systemUTC()).sendDue())
                .as("the first waits, and the second behind it")
                .isZero();

        receivers.answering(() -> 200);
        NotificationSender sender = sender(later(Duration.ofMinutes(1)));
        assertThat(sender.sendDue()).isEqualTo(1);
        assertThat(sender.sendDue()).isEqualTo(1);

        assertThat(receivers.calls("/hook").getLast().body()).contains("\"action\":\"cleared\"");
    }

    private NotificationSender sender(Clock clock) {
        return receivers.sender(dashboard, clock);
    }

    private static Clock later(Duration by) {
        return Clock.fixed(Instant.now().plus(by), ZoneOffset.UTC);
    }

    private static DriverManagerDataSource as(DatabaseRole role) {
        return new DriverManagerDataSource(server.jdbcUrl(), role.roleName(), server.password(role));
    }

    private static void route(String channel, String address, String severity, String areas) {
        registrar
                .sql("insert into store.notification_route (owner, channel, address, least_severity, areas)"
                        + " values ('an.nguyen', ?, ?, ?, ?::text[])")
                .params(channel, address, severity, areas)
                .update();
    }

    private static String states(UUID alarm) {
        return registrar
                .sql("select channel || ' ' || state || ' ' || attempts from cityops.notification where alert_id = ?"
                        + " order by channel, created_at")
                .param(alarm)
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.joining(", "));
    }

    private static String reason(UUID alarm) {
        return registrar
                .sql("select reason from cityops.notification where alert_id = ?")
                .param(alarm)
                .query(String.class)
                .single();
    }

    private static String id(UUID alarm, String channel) {
        return registrar
                .sql("select id::text from cityops.notification where alert_id = ? and channel = ?")
                .params(alarm, channel)
                .query(String.class)
                .single();
    }

    /** As a receiver checks it, from what the documents say. */
    private static String signed(Receivers.Call call) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Receivers.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String told = call.header("X-cityops-timestamp") + "." + call.body();
        return "v1=" + HexFormat.of().formatHex(mac.doFinal(told.getBytes(StandardCharsets.UTF_8)));
    }
}
