package io.cityops.gateway.operations;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/** {@code GET /health} and {@code GET /metrics}, on an event loop of its own. */
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
            case "/health" -> health(request);
            case "/metrics" ->
                vertx.executeBlocking(registry::scrape, false)
                        .onSuccess(text -> request.response()
                                .putHeader("content-type", PROMETHEUS_TEXT)
                                .end(text))
                        .onFailure(e -> request.response().setStatusCode(500).end());
            default -> request.response().setStatusCode(404).end();
        }
    }

    private void health(HttpServerRequest request) {
        Health now = health.get();
        JsonObject registryState = new JsonObject()
                .put("status", now.registryTrouble() == null ? "up" : "from memory")
                .put("devices", now.registryDevices());
        if (now.registryTrouble() != null) {
            registryState.put("reason", now.registryTrouble());
        }
        JsonObject body = new JsonObject().put("status", now.isUp() ? "up" : "down");
        if (now.failure() != null) {
            body.put("reason", now.failure());
        }
        body.put("kafka_silence_seconds", Math.round(now.kafkaSilenceSeconds() * 10) / 10.0)
                .put("registry", registryState);
        request.response()
                .setStatusCode(now.isUp() ? 200 : 503)
                .putHeader("content-type", "application/json")
                .end(body.encode());
    }
}
