package io.cityops.localstack.supervision;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** {@code GET /health}: 200 when the process is able to work, else the reason in the body. */
public record HttpHealth(String host, int port) implements Health {
    private static final int LIMIT_MILLIS = 3_000;
    private static final int REASON_BYTES = 300;

    @Override
    public Answer ask() {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://" + host + ":" + port + "/health")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            int status = connection.getResponseCode();
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                String text =
                        body == null ? "" : new String(body.readNBytes(REASON_BYTES), StandardCharsets.UTF_8).strip();
                return status == 200 ? Answer.UP : Answer.down("HTTP " + status + " " + text);
            }
        } catch (IOException e) {
            return Answer.down("/health on port " + port + ": " + e.getMessage());
        }
    }
}
