package io.cityops.gateway.operations;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * {@code GET /health}, {@code /health/live}, {@code /health/ready} and {@code /metrics}, on an event loop of its own. A
 * balancer that is to go on while the database is away asks {@code /health}; who brings new gateways into service asks
 * {@code /health/ready}.
 */
public final class OperationsEndpoint extends VerticleBase {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final String bind;
    private final int port;
    private final PrometheusMeterRegistry registry;
    private final Supplier<Health> health;

    public OperationsEndpoint(String bind, int port, PrometheusMeterRegistry registry, Supplier<Health> health) {
        this.bind = bind;
        this.port = port;
        this.registry = registry;
        this.health = health;
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer().requestHandler(this::answer).listen(port, bind);
    }

    private void answer(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET)) {
            request.response().setStatusCode(405).end();
            return;
        }
        switch (request.path()) {
            case "/health" -> health(request, Health::isUp);
            case "/health/ready" -> health(request, Health::isReady);
            case "/health/live" ->
                request.response()
                        .putHeader("content-type", "application/json")
                        .end(new JsonObject().put("status", "up").encode());
            case "/metrics" ->
                vertx.executeBlocking(registry::scrape, false)
                        .onSuccess(text -> request.response()
                                .putHeader("content-type", PROMETHEUS_TEXT)
                                .end(text))
                        .onFailure(e -> request.response().setStatusCode(500).end());
            default -> request.response().setStatusCode(404).end();
        }
    }

    private void health(HttpServerRequest request, Predicate<Health> question) {
        Health now = health.get();
        boolean good = question.test(now);
        JsonObject registryState = new JsonObject()
                .put("status", now.registryTrouble() == null ? "up" : "from memory")
                .put("devices", now.registryDevices());
        if (now.registryTrouble() != null) {
            registryState.put("reason", now.registryTrouble());
        }
        JsonObject body = new JsonObject().put("status", good ? "up" : "down");
        if (now.failure() != null) {
            body.put("reason", now.failure());
        }
        body.put("kafka_silence_seconds", Math.round(now.kafkaSilenceSeconds() * 10) / 10.0)
                .put("in_flight_bytes", now.inFlightBytes())
                .put("held_back", now.heldBack())
                .put("registry", registryState);
        if (!now.bridges().isEmpty()) {
            JsonArray bridges = new JsonArray();
            now.bridges().forEach(bridge -> bridges.add(state(bridge)));
            body.put("bridges", bridges);
        }
        request.response()
                .setStatusCode(good ? 200 : 503)
                .putHeader("content-type", "application/json")
                .end(body.encode());
    }

    private static JsonObject state(BridgeState bridge) {
        JsonObject state = new JsonObject()
                .put("name", bridge.name())
                .put("url", bridge.url())
                .put("state", bridge.isConnected() ? "connected" : "disconnected")
                .put("since", bridge.since().toString())
                .put("received", bridge.received())
                .put("unacknowledged", bridge.unacknowledged());
        if (bridge.trouble() != null) {
            state.put("reason", bridge.trouble());
        }
        return state;
    }
}
