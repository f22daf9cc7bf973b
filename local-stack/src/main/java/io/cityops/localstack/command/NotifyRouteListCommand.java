package io.cityops.localstack.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cityops.localstack.notify.NotificationRoutes;
import io.cityops.localstack.notify.NotificationRoutes.Route;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists who is told of what, and how that goes.")
final class NotifyRouteListCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (NotificationRoutes routes =
                NotificationRoutes.open(city.city().database(), NotifyRouteAddCommand.actor())) {
            List<Route> found = routes.list();
            System.out.print(json ? toJson(found) : table(found));
        }
        return 0;
    }

    static String table(List<Route> found) {
        StringBuilder text = new StringBuilder();
        for (Route route : found) {
            text.append("%d  %s  %s %s  from %s  %s  %s%s  sent %d, waiting %d, given up %d%n"
                    .formatted(
                            route.id(),
                            route.owner(),
                            route.channel(),
                            route.address(),
                            route.severity(),
                            String.join(",", route.areas()),
                            route.sectors().isEmpty() ? "all sectors" : String.join(",", route.sectors()),
                            route.fromEscalation() == 0 ? "" : "  after escalation " + route.fromEscalation(),
                            route.sent(),
                            route.waiting(),
                            route.givenUp()));
            if (route.lastReason() != null) {
                text.append("    not taken: ").append(route.lastReason()).append('\n');
            }
        }
        return text.append(found.size())
                .append(found.size() == 1 ? " route\n" : " routes\n")
                .toString();
    }

    static String toJson(List<Route> found) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (Route route : found) {
                json.writeStartObject();
                json.writeNumberField("id", route.id());
                json.writeStringField("owner", route.owner());
                json.writeStringField("channel", route.channel());
                json.writeStringField("address", route.address());
                json.writeStringField("language", route.language());
                json.writeStringField("severity", route.severity());
                strings(json, "areas", route.areas());
                strings(json, "sectors", route.sectors());
                json.writeNumberField("after_escalation", route.fromEscalation());
                json.writeBooleanField("all_clear", route.allClear());
                json.writeNumberField("sent", route.sent());
                json.writeNumberField("waiting", route.waiting());
                json.writeNumberField("given_up", route.givenUp());
                json.writeStringField("reason", route.lastReason());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return text.append('\n').toString();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
