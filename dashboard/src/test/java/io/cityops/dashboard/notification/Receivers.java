package io.cityops.dashboard.notification;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.cityops.dashboard.alerts.AlertText;
import io.cityops.model.catalogue.Catalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A mail server and an HTTP server that remember what they were sent, and senders that know them. */
final class Receivers implements AutoCloseable {
    static final String SECRET = "a secret of the city";

    /** @param headers by their names as HTTP writes them, first values */
    record Call(String path, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final int mailPort;
    private final HttpServer http;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile IntSupplier answer = () -> 204;

    Receivers() throws IOException {
        mail.start();
        mailPort = mail.getSmtp().getPort();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(new Call(exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), body));
            int status = answer.getAsInt();
            if (status > 0) {
                exchange.sendResponseHeaders(status, -1);
            }
            exchange.close();
        });
        http.start();
    }

    /** @param answer the status for each call; 0: the connection breaks */
    void answering(IntSupplier answer) {
        this.answer = answer;
    }

    String url(String path) {
        return "http://127.0.0.1:" + http.getAddress().getPort() + path;
    }

    int mailPort() {
        return mailPort;
    }

    GreenMail mail() {
        return mail;
    }

    List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path().startsWith(path)).toList();
    }

    NotificationSender sender(DataSource database, Clock clock) {
        return sender(database, clock, mailPort(), url("/sms"));
    }

    static NotificationSender sender(DataSource database, Clock clock, int mailPort, String smsUrl) {
        NotificationSettings settings = new NotificationSettings(
                new NotificationSettings.Mail(
                        "127.0.0.1", mailPort, NotificationSettings.Encryption.NONE, null, null, "ioc@city.vn"),
                SECRET,
                new NotificationSettings.Sms(
                        smsUrl + "?id={id}",
                        "POST",
                        "{\"to\": {to}, \"text\": {text}}",
                        "application/json",
                        "Bearer open-sesame"),
                "https://ioc.city.vn");
        NotificationText texts = new NotificationText(new AlertText(Catalogue.load(null)));
        return new NotificationSender(
                new Outbox(JdbcClient.create(database)),
                NotificationConfiguration.channels(settings, texts, clock),
                new Backoff(new Random(1)),
                clock,
                new SimpleMeterRegistry(),
                settings.secrets());
    }

    @Override
    public void close() {
        http.stop(0);
        mail.stop();
    }
}
