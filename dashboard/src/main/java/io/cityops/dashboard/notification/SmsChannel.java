package io.cityops.dashboard.notification;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/** Has an SMS gateway send a line, by the HTTP request that the settings describe. */
final class SmsChannel implements Channel {
    private static final JsonMapper JSON = new JsonMapper();

    private final NotificationSettings.Sms gateway;
    private final NotificationText texts;
    private final HttpCall call = new HttpCall();

    SmsChannel(NotificationSettings.Sms gateway, NotificationText texts) {
        this.gateway = gateway;
        this.texts = texts;
    }

    @Override
    public String name() {
        return "sms";
    }

    @Override
    public void send(Notification notification) throws NotTaken, InterruptedException {
        boolean json = gateway.contentType().startsWith("application/json");
        UnaryOperator<String> asJson = JSON::writeValueAsString;
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(filled(gateway.url(), notification, SmsChannel::encoded)))
                .timeout(HttpCall.TIMEOUT);
        if (gateway.authorization() != null) {
            request.header("Authorization", gateway.authorization());
        }
        if (gateway.method().equals("POST")) {
            String body = filled(gateway.body(), notification, json ? asJson : SmsChannel::encoded);
            request.header("Content-Type", gateway.contentType()).POST(HttpRequest.BodyPublishers.ofString(body));
        }
        call.send(request.build());
    }

    /** In one pass, so that nothing of a message is taken for a word of the template. */
    private String filled(String template, Notification of, UnaryOperator<String> escape) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', open + 1)) {
            int close = template.indexOf('}', open);
            String value = close < 0
                    ? null
                    : switch (template.substring(open + 1, close)) {
                        case "to" -> of.address();
                        case "text" -> texts.sms(of);
                        case "id" -> of.id().toString();
                        default -> null;
                    };
            if (value != null) {
                text.append(template, from, open).append(escape.apply(value));
                from = close + 1;
            }
        }
        return text.append(template, from, template.length()).toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
