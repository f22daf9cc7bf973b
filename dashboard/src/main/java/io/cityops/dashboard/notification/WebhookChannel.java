package io.cityops.dashboard.notification;

import io.cityops.dashboard.live.OpenAlert;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** POSTs JSON to a route's address, signed, with the notification's id for who has had it already. */
final class WebhookChannel implements Channel {
    private static final JsonMapper JSON = new JsonMapper();

    private final Signature signature;
    private final NotificationText texts;
    private final Clock clock;
    private final @Nullable String publicUrl;
    private final HttpCall call = new HttpCall();

    WebhookChannel(String secret, NotificationText texts, Clock clock, @Nullable String publicUrl) {
        this.signature = new Signature(secret);
        this.texts = texts;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void send(Notification notification) throws NotTaken, InterruptedException {
        String body = json(notification);
        Instant now = clock.instant();
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(notification.address()))
                    .timeout(HttpCall.TIMEOUT)
                    .header("Content-Type", "application/json")
                    .header("X-CityOps-Id", notification.id().toString())
                    .header("X-CityOps-Timestamp", Long.toString(now.getEpochSecond()))
                    .header("X-CityOps-Signature", signature.of(now, body))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new NotTaken("the route's address is no http or https address", e);
        }
        call.send(request);
    }

    private String json(Notification notification) {
        ObjectNode root = JSON.createObjectNode();
        root.put("id", notification.id().toString());
        root.put("action", notification.action());
        root.put("at", notification.eventAt().toString());
        root.put("subject", texts.subject(notification));
        root.put("text", texts.body(notification, publicUrl));
        OpenAlert alarm = notification.alarm();
        if (alarm != null) {
            ObjectNode told = root.putObject("alert");
            told.put("id", alarm.id().toString());
            told.put("rule", alarm.rule());
            told.put("entity_kind", alarm.entityKind());
            told.put("entity_id", alarm.entityId());
            told.put("area", alarm.area());
            told.put("sector", alarm.sector());
            told.put("severity", alarm.severity());
            told.put("state", alarm.state());
            told.put("opened_at", Instant.ofEpochMilli(alarm.openedMillis()).toString());
            told.put("value", alarm.value());
            told.put("threshold", alarm.threshold());
            told.put("message", alarm.message());
            told.put("escalation", notification.escalation());
        }
        return JSON.writeValueAsString(root);
    }
}
