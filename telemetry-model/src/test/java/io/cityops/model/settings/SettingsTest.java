package io.cityops.model.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void portIsShiftedByTheOffsetUnlessItIsSet() {
        Settings shifted = new Settings(Map.of("CITYOPS_PORT_OFFSET", "1000", "CITYOPS_KAFKA_PORT", "19092"));

        assertThat(shifted.port("CITYOPS_MQTT_PORT", 1883)).isEqualTo(2883);
        assertThat(shifted.port("CITYOPS_KAFKA_PORT", 9092)).isEqualTo(19092);
    }

    @Test
    void badValueNamesKeyValueAndWhatIsAllowed() {
        Settings settings = new Settings(Map.of("A", "many", "B", "70000", "C", "soon"));

        assertThatThrownBy(() -> settings.integer("A", 1, 0, 9))
                .isInstanceOf(SettingsException.class)
                .hasMessage("A=many: allowed is a whole number from 0 to 9");
        assertThatThrownBy(() -> settings.port("B", 80)).hasMessageContaining("B=70000: allowed is");
        assertThatThrownBy(() -> settings.duration("C", Duration.ZERO)).hasMessageContaining("C=soon: allowed is");
        assertThatThrownBy(() -> settings.required("D")).hasMessageContaining("D is not set");
    }

    @Test
    void durationsAreReadInTheUsualUnits() {
        assertThat(Settings.parseDuration("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(Settings.parseDuration("30S")).isEqualTo(Duration.ofSeconds(30));
        assertThat(Settings.parseDuration("7d")).isEqualTo(Duration.ofDays(7));
        assertThat(Settings.parseDuration("PT1M30S")).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void blankIsAbsent() {
        assertThat(new Settings(Map.of("A", " ")).string("A", "usual")).isEqualTo("usual");
    }
}
