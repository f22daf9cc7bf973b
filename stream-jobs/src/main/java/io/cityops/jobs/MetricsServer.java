package io.cityops.jobs;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/**
 * {@code GET /metrics} and {@code GET /health} of one process of a Flink cluster. It is up when it answers: whether the
 * job runs is what the job manager knows.
 */
final class MetricsServer implements AutoCloseable {
    private final HttpServer server;

    private MetricsServer(HttpServer server) {
        this.server = server;
    }

    static MetricsServer start(String bind, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(bind, port), 16);
        server.createContext(
                "/metrics",
                exchange -> HealthPage.answer(
                        exchange, 200, "text/plain; version=0.0.4; charset=utf-8", MetricsPage.text()));
        server.createContext(
                "/health", exchange -> HealthPage.answer(exchange, 200, "application/json", "{\"status\":\"up\"}"));
        server.setExecutor(Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("metrics").factory()));
        server.start();
        return new MetricsServer(server);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
