package io.cityops.dashboard.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.dashboard.wall.AlertFixtures;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Text;
import org.junit.jupiter.api.Test;

class AlertTextTest {
    private final AlertText alertText = new AlertText(Catalogue.load(null));

    @Test
    void aMessageIsTheRulesInBothLanguagesWhateverLanguageTheJobsWroteTheLevelIn() {
        Text expected =
                new Text("Mực nước 1,52 m, vượt báo động II (1,50 m)", "Water level 1.52 m, above alarm II (1.50 m)");

        assertThat(alertText.message(AlertFixtures.riverAlarm("high", "báo động II", 1.52)))
                .isEqualTo(expected);
        assertThat(alertText.message(AlertFixtures.riverAlarm("high", "alarm II", 1.52)))
                .isEqualTo(expected);
    }

    @Test
    void aLevelThatTheRuleNoLongerHasIsFoundByItsSeverity() {
        assertThat(alertText
                        .message(AlertFixtures.riverAlarm("critical", "old name", 1.7))
                        .en())
                .contains("alarm III");
    }

    @Test
    void whatIsUnusualIsToldInTheTwoLanguagesOfTheJob() {
        Text message = alertText.message(AlertFixtures.alert(
                "energy.load-unusual",
                "device",
                "feeder-1",
                "low",
                "bất thường",
                0.8,
                "Tải cao hơn 38 %\nLoad 38 % above"));

        assertThat(message).isEqualTo(new Text("Tải cao hơn 38 %", "Load 38 % above"));
    }

    @Test
    void anAlarmOfAnUnknownRuleKeepsTheWordsOfTheJobs() {
        Text message = alertText.message(AlertFixtures.alert("gone.rule", "device", "x-1", "low", "", 0));

        assertThat(message.vi()).isEqualTo("as the jobs wrote it");
    }

    @Test
    void thePlaceOfADevicesAlarmNamesAreaAndDevice() {
        assertThat(alertText.where(AlertFixtures.riverAlarm("high", "alarm II", 1.52)))
                .isEqualTo(new Text("Phú An · river-1", "Phu An · river-1"));
    }

    @Test
    void thePlaceOfAnAreasAlarmIsTheArea() {
        assertThat(alertText
                        .where(AlertFixtures.alert("traffic.congestion", "area", "25768", "high", "", 6))
                        .en())
                .isEqualTo("Phu An");
    }
}
