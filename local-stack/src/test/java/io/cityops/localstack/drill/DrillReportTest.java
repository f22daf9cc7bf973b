package io.cityops.localstack.drill;

import static io.cityops.localstack.drill.DrillFixtures.FLOOD;
import static io.cityops.localstack.drill.DrillFixtures.alarm;
import static io.cityops.localstack.drill.DrillFixtures.drill;
import static io.cityops.localstack.drill.DrillFixtures.flood;
import static io.cityops.localstack.drill.DrillFixtures.minutes;
import static io.cityops.localstack.drill.DrillFixtures.queue;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrillReportTest {
    private final DrillReport report = DrillReport.of(
            drill(flood(), queue()),
            List.of(alarm(FLOOD, "26809", 11.5, 14.5), alarm(FLOOD, "25747", 20, null)),
            List.of(new DoneStep("flood", 1, minutes(15), "lan")),
            minutes(99),
            Set.of(FLOOD));

    @Test
    void theTextSaysOfEachLabelWhatBecameOfItAndWhen() {
        assertThat(report.text().lines())
                .anyMatch(line -> line.matches(
                        "flood +10:10:00 high +water.street-flood +raised medium +1/2 +1:30 +4:30" + " +1 5:00 2 -"))
                .anyMatch(line -> line.matches("queue +10:20:00 high +traffic.congestion +no-rule +0/2 +- +- +1 - 2 -"))
                .contains("further alarms of the labels: 0; false alarms, of no label: 1");
    }

    @Test
    void theJsonHasTheSameInSeconds() {
        Json json = Json.object(report.json());

        assertThat(json.part("summary").number("raised")).isEqualTo(1);
        assertThat(json.part("summary").part("to_alarm").number("worst_seconds"))
                .isEqualTo(90);
        Json label = json.list("labels").getFirst();
        assertThat(label.text("outcome")).isEqualTo("raised");
        assertThat(label.number("seconds_to_acknowledgement")).isEqualTo(270);
        assertThat(label.part("alarm").text("area")).isEqualTo("26809");
        assertThat(json.list("false_alarms")).hasSize(1);
    }

    @Test
    void thePageNeedsNothingFromElsewhereAndTakesTextForText() {
        assertThat(report.page())
                .contains("Triều cường &lt;b&gt;", "Ngập &lt;0,3 m&gt;", "<svg")
                .doesNotContain("http", "<script", "Ngập <0");
    }
}
