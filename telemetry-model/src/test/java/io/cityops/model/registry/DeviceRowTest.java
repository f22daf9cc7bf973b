package io.cityops.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.Catalogue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceRowTest {
    private static final Catalogue CATALOGUE = Catalogue.load(null);

    @Test
    void sectorAndIntervalComeFromTheType() {
        DeviceRow.Checked checked = new DeviceRow("gauge-1", "river-gauge", "city", "", "", "").check(CATALOGUE);
        assertThat(checked)
                .isEqualTo(new DeviceRow.Valid(
                        "gauge-1",
                        "river-gauge",
                        "water",
                        "city",
                        null,
                        null,
                        CATALOGUE.deviceType("river-gauge").defaultInterval(),
                        null,
                        null));
    }

    @Test
    void externalIdIsOfAnotherDeviceThatIsItsConcentrator() {
        assertThat(problems(behind("", "A1"))).singleElement().asString().contains("needs the concentrator");
        assertThat(problems(behind("g", "A1"))).singleElement().asString().contains("its own concentrator");
        assertThat(problems(behind("lns", "A".repeat(257))))
                .singleElement()
                .asString()
                .contains("257");
        assertThat(behind("lns", "A1").check(CATALOGUE)).isInstanceOfSatisfying(DeviceRow.Valid.class, device -> {
            assertThat(device.concentrator()).isEqualTo("lns");
            assertThat(device.externalId()).isEqualTo("A1");
        });
    }

    private static DeviceRow behind(String concentrator, String externalId) {
        return new DeviceRow("g", "river-gauge", "city", "", "", "", concentrator, externalId);
    }

    @Test
    void plainNumberOfAnIntervalIsSeconds() {
        assertThat(interval("90")).isEqualTo(Duration.ofSeconds(90));
        assertThat(interval("5m")).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void unknownTypeIsRefusedWithTheNearName() {
        assertThat(problems(new DeviceRow("g", "river-guage", "city", "", "", "")))
                .singleElement()
                .asString()
                .contains("river-guage", "did you mean 'river-gauge'?");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(problems(new DeviceRow("no spaces please", "river-gauge", "nowhere", "91", "x", "soon")))
                .hasSize(5)
                .anyMatch(problem -> problem.startsWith("id "))
                .anyMatch(problem -> problem.startsWith("area "))
                .anyMatch(problem -> problem.startsWith("lat '91'"))
                .anyMatch(problem -> problem.startsWith("lon 'x'"))
                .anyMatch(problem -> problem.startsWith("interval 'soon'"));
    }

    @Test
    void halfAPlaceIsNoPlace() {
        assertThat(problems(new DeviceRow("g", "river-gauge", "city", "10.7", "", "")))
                .containsExactly("lat and lon come together or not at all");
    }

    @Test
    void neverIsNoInterval() {
        assertThat(problems(new DeviceRow("g", "river-gauge", "city", "", "", "0s")))
                .singleElement()
                .asString()
                .contains("longer than nothing");
    }

    private static Duration interval(String text) {
        return ((DeviceRow.Valid) new DeviceRow("g", "river-gauge", "city", "", "", text).check(CATALOGUE))
                .expectedInterval();
    }

    private static List<String> problems(DeviceRow row) {
        return ((DeviceRow.Refused) row.check(CATALOGUE)).problems();
    }
}
