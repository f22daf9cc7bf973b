package io.cityops.dashboard.alerts;

import io.cityops.dashboard.live.Aside;
import io.cityops.dashboard.live.OpenAlert;
import io.cityops.model.catalogue.Text;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Alarms as browsers are told of them. Times are milliseconds of the epoch. */
@Component
public final class AlertMessages {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final AlertText texts;

    public AlertMessages(AlertText texts) {
        this.texts = texts;
    }

    public ObjectNode row(OpenAlert alert) {
        ObjectNode row = JSON.objectNode();
        row.put("id", alert.id().toString());
        row.put("severity", alert.severity()).put("state", alert.state());
        row.put("sector", alert.sector()).put("area", alert.area());
        row.set("name", text(texts.name(alert)));
        row.set("message", text(texts.message(alert)));
        row.set("where", text(texts.where(alert)));
        row.set("place", text(texts.place(alert)));
        row.set("response", text(texts.response(alert)));
        row.put("entity", alert.entityId()).put("device", alert.entityKind().equals("device"));
        row.put("since", alert.openedMillis());
        row.put("by", alert.acknowledgedBy()).put("byAt", alert.acknowledgedMillis());
        row.put("assigned", alert.assignedTo());
        row.put("drill", alert.rehearsed());
        row.put("children", alert.handling().children());
        row.put("escalation", alert.handling().escalation());
        row.put("chattering", alert.handling().chattering());
        Aside aside = alert.handling().aside();
        if (aside != null) {
            row.putObject("aside")
                    .put("kind", aside.kind().tag())
                    .put("owner", aside.owner())
                    .put("until", aside.untilMillis())
                    .put("reason", aside.reason());
        }
        return row;
    }

    /** The steps of its rule's procedure. */
    public ArrayNode procedure(OpenAlert alert) {
        ArrayNode steps = JSON.arrayNode();
        texts.procedure(alert).forEach(step -> steps.add(text(step)));
        return steps;
    }

    private static ObjectNode text(Text text) {
        return JSON.objectNode().put("vi", text.vi()).put("en", text.en());
    }
}
