package io.cityops.localstack.drill;

import io.cityops.model.catalogue.Text;
import io.cityops.model.registry.DeviceRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the simulators say that a drill of a scenario needs.
 *
 * @param start in the scenario's own time
 * @param devices of which twins are to be made
 */
public record DrillPlan(
        String name, Text title, Instant start, Duration length, List<Json> labels, List<DeviceRow> devices) {
    /** @param json what {@code simulators drill-plan} prints */
    public static DrillPlan read(String json) {
        Json plan = Json.object(json);
        return new DrillPlan(
                plan.text("name"),
                Words.read(plan.part("title")),
                Instant.parse(plan.text("start")),
                seconds(plan, "seconds"),
                plan.list("labels"),
                plan.list("devices").stream().map(DrillPlan::device).toList());
    }

    public int labelCount() {
        return labels.size();
    }

    /** The labels at the times at which they are played. */
    List<Label> playedFrom(Instant from, double speed) {
        return labels.stream()
                .map(label -> new Label(
                        label.text("id"),
                        Words.read(label.part("what")),
                        from.plus(divided(seconds(label, "from"), speed)),
                        from.plus(divided(seconds(label, "to"), speed)),
                        label.texts("where"),
                        label.text("sector"),
                        label.text("rule"),
                        label.text("severity"),
                        label.list("procedure").stream().map(Words::read).toList()))
                .toList();
    }

    static Duration divided(Duration told, double speed) {
        return Duration.ofMillis(Math.round(told.toMillis() / speed));
    }

    private static Duration seconds(Json json, String name) {
        return Duration.ofSeconds(Math.round(json.number(name)));
    }

    private static DeviceRow device(Json json) {
        return new DeviceRow(
                json.text("id"),
                json.text("type"),
                json.text("area"),
                decimal(json, "lat"),
                decimal(json, "lon"),
                Math.round(json.number("millis")) + "ms");
    }

    private static String decimal(Json json, String name) {
        return BigDecimal.valueOf(json.number(name)).stripTrailingZeros().toPlainString();
    }
}
