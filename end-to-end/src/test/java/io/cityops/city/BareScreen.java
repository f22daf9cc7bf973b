package io.cityops.city;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A wall screen without a browser: begins a Vaadin session of its own, goes to the wall, takes in all that is pushed over its
 * web socket and keeps the session alive, as the page's own client does. It draws nothing: what it notes is when a value has
 * arrived.
 */
final class BareScreen implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration HEARTBEAT = Duration.ofSeconds(60);
    private static final Pattern SESSION = Pattern.compile("cityops-session=([^;]+)");

    private final City city;
    private final Pattern ofWard;
    private final StringBuilder message = new StringBuilder();
    private final List<Screens.Drawn> seen = new ArrayList<>();
    private final String kiosk;
    private String session = "";
    private volatile long heardNanos;
    private WebSocket socket;

    private BareScreen(City city, Cookie kiosk, String ward) {
        this.city = city;
        this.kiosk = kiosk.name + "=" + kiosk.value;
        ofWard = Pattern.compile("\"" + ward + "\":\\{\"value\":([-+.0-9eE]+)");
    }

    static BareScreen open(City city, Cookie kiosk, String indicator, String ward, ScheduledExecutorService heartbeats)
            throws IOException, InterruptedException {
        BareScreen screen = new BareScreen(city, kiosk, ward);
        String query = "indicator=" + indicator;
        screen.get("/wall/main?" + query);
        String begun = screen.get("/?v-r=init&location=wall%2Fmain&query=" + encoded(query));
        String ui = found("\"v-uiId\"\\s*:\\s*(\\d+)", begun);
        String key = found("\"Vaadin-Security-Key\"\\s*:\\s*\"([^\"]+)\"", begun);
        String push = found("\"Vaadin-Push-ID\"\\s*:\\s*\"([^\"]+)\"", begun);
        String address = city.url("/VAADIN/push?v-r=push&v-uiId=" + ui + "&v-pushId=" + encoded(push)
                        + "&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=4.0.1"
                        + "&X-Atmosphere-Transport=websocket&X-Atmosphere-TrackMessageSize=true"
                        + "&Content-Type=" + encoded("application/json; charset=UTF-8") + "&X-atmo-protocol=true")
                .replace("http://", "ws://");
        screen.socket = CLIENT.newWebSocketBuilder()
                .header("Cookie", screen.cookies())
                .buildAsync(URI.create(address), screen)
                .join();
        screen.post("/?v-r=uidl&v-uiId=" + ui, """
                {"csrfToken": "%s", "syncId": 0, "clientId": 0, "rpc": [{"type": "event", "node": 1, "event": "ui-navigate",
                 "data": {"route": "wall/main", "query": "%s", "appShellTitle": "", "historyState": {"idx": 0}, "trigger": ""}}]}""".formatted(key, query));
        heartbeats.scheduleAtFixedRate(
                () -> screen.beat(ui), HEARTBEAT.toSeconds(), HEARTBEAT.toSeconds(), TimeUnit.SECONDS);
        return screen;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String found(String pattern, String text) throws IOException {
        Matcher match = Pattern.compile(pattern).matcher(text);
        if (!match.find()) {
            throw new IOException("no " + pattern + " in " + text);
        }
        return match.group(1);
    }

    private String cookies() {
        return session.isEmpty() ? kiosk : kiosk + "; cityops-session=" + session;
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(city.url(path))));
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(city.url(path)))
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(BodyPublishers.ofString(body)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = CLIENT.send(
                request.header("Cookie", cookies())
                        .timeout(Duration.ofSeconds(60))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.uri() + ": " + answer.statusCode());
        }
        answer.headers().allValues("Set-Cookie").forEach(cookie -> {
            Matcher match = SESSION.matcher(cookie);
            if (match.find()) {
                session = match.group(1);
            }
        });
        take(answer.body());
        return answer.body();
    }

    private void beat(String ui) {
        try {
            post("/?v-r=heartbeat&v-uiId=" + ui, "");
        } catch (IOException e) {
            System.err.println("a bare screen's heartbeat: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            take(message);
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    private synchronized void take(CharSequence told) {
        heardNanos = System.nanoTime();
        Matcher value = ofWard.matcher(told);
        while (value.find()) {
            seen.add(new Screens.Drawn(Double.parseDouble(value.group(1)), System.currentTimeMillis()));
        }
    }

    synchronized List<Screens.Drawn> take() {
        List<Screens.Drawn> taken = List.copyOf(seen);
        seen.clear();
        return taken;
    }

    /** The server says something every two seconds. */
    boolean isConnected() {
        return System.nanoTime() - heardNanos < TimeUnit.SECONDS.toNanos(10);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
