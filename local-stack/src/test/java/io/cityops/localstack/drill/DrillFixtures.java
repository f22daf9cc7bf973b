package io.cityops.localstack.drill;

import io.cityops.model.catalogue.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A drill of an hour with a flooded street, a queue, and something that no rule knows of. */
final class DrillFixtures {
    static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
    static final String FLOOD = "water.street-flood";
    static final String QUEUE = "traffic.congestion";

    static final String PLAN = """
            {"name":"spring-tide","title":{"vi":"Triều cường","en":"Spring tide"},"start":"2026-11-24T09:00:00Z",
             "seconds":3600,
             "labels":[{"id":"flood","what":{"vi":"Ngập","en":"Flood"},"from":600,"to":2400,"where":["26809","26812"],
               "sector":"water","rule":"water.street-flood","severity":"high",
               "procedure":[{"vi":"Báo phường","en":"Tell the ward"},{"vi":"Cắt điện","en":"Cut the power"}]}],
             "devices":[{"id":"flood-26809-1","type":"flood-sensor","area":"26809","lat":10.75,"lon":106.7,
               "millis":1500}]}
            """;

    private DrillFixtures() {}

    static Drill drill(Label... labels) {
        return new Drill(
                "261122-100000",
                "spring-tide.yaml",
                new Text("Triều cường <b>", "Spring tide"),
                "cli:tester",
                START,
                minutes(60),
                START,
                1,
                List.of(labels),
                false,
                minutes(60),
                "completed",
                null);
    }

    /** From minute 10 to 40 in two wards, with two steps. */
    static Label flood() {
        return label("flood", "water", FLOOD, 10, 40);
    }

    static Label queue() {
        return label("queue", "traffic", QUEUE, 20, 30);
    }

    static Label label(String id, String sector, String rule, int from, int to) {
        return new Label(
                id,
                new Text(id, id),
                minutes(from),
                minutes(to),
                List.of("26809", "26812"),
                sector,
                rule,
                "high",
                List.of(new Text("một", "one"), new Text("hai", "two")));
    }

    static DrillAlarm alarm(String rule, String area, double minute, @Nullable Double acknowledged) {
        return new DrillAlarm(
                rule + area + minute,
                rule,
                area,
                rule.substring(0, rule.indexOf('.')),
                "medium",
                minutes(minute),
                acknowledged == null ? null : minutes(acknowledged),
                acknowledged == null ? null : "lan",
                null,
                "Ngập <0,3 m>");
    }

    static Instant minutes(double minutes) {
        return START.plusMillis(Math.round(minutes * 60_000));
    }
}
