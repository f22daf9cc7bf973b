package io.cityops.dashboard.notification;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** One request to somebody's server; anything but 2xx is a refusal. Redirects are not followed: they could lead anywhere. */
final class HttpCall {
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    void send(HttpRequest request) throws Channel.NotTaken, InterruptedException {
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status < 200 || status > 299) {
                throw new Channel.NotTaken("HTTP " + status);
            }
        } catch (IOException e) {
            throw new Channel.NotTaken(e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
    }
}
