package io.cityops.simulators.mqtt;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** {@code GET /metrics} and {@code GET /health} of the simulators. Up when at least half of the devices are connected. */
public final class MetricsServer implements AutoCloseable {
    private final HttpServer server;
    private final PrometheusMeterRegistry registry;
    private final Fleet fleet;
    private final int devices;

    private MetricsServer(HttpServer server, PrometheusMeterRegistry registry, Fleet fleet, int devices) {
        this.server = server;
        this.registry = registry;
        this.fleet = fleet;
        this.devices = devices;
    }

    /** @throws IOException when the port cannot be had; the message names it */
    public static MetricsServer start(String bind, int port, PrometheusMeterRegistry registry, Fleet fleet, int devices)
            throws IOException {
        HttpServer http;
        try {
            http = HttpServer.create(new InetSocketAddress(bind, port), 0);
        } catch (IOException e) {
            throw new IOException("port " + port + " on " + bind + " for /metrics and /health: " + e.getMessage(), e);
        }
        MetricsServer server = new MetricsServer(http, registry, fleet, devices);
        http.createContext("/metrics", server::metrics);
        http.createContext("/health", server::health);
        http.setExecutor(Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("http").factory()));
        http.start();
        return server;
    }

    private void metrics(HttpExchange exchange) throws IOException {
        answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", registry.scrape());
    }

    private void health(HttpExchange exchange) throws IOException {
        long connected = fleet.connected();
        boolean up = connected * 2 >= devices;
        String reason = up ? "" : ",\"reason\":\"fewer than half of the devices are connected\"";
        String json = "{\"status\":\"%s\",\"connected\":%d,\"devices\":%d,\"outstanding\":%d%s}"
                .formatted(up ? "up" : "down", connected, devices, fleet.outstanding(), reason);
        answer(exchange, up ? 200 : 503, "application/json", json);
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
