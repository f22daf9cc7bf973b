package io.cityops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.model.settings.Settings;
import io.cityops.model.settings.SettingsException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DashboardSettingsTest {
    private final Map<String, String> variables = new HashMap<>(Map.of(
            "CITYOPS_DB_URL", "jdbc:postgresql://127.0.0.1:5433/cityops",
            "CITYOPS_DB_USER", "cityops_dashboard",
            "CITYOPS_DB_PASSWORD", "secret"));

    @Test
    void whatIsNotSaidHasADefault() {
        DashboardSettings settings = DashboardSettings.from(new Settings(variables));

        assertThat(settings.bind()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.dataFolder()).isEqualTo(Path.of(".cityops"));
        assertThat(settings.catalogueFolder()).isNull();
        assertThat(settings.boundaries()).isNull();
    }

    @Test
    void theOffsetShiftsThePort() {
        variables.put("CITYOPS_PORT_OFFSET", "3000");

        assertThat(DashboardSettings.from(new Settings(variables)).port()).isEqualTo(11080);
    }

    @Test
    void aMissingDatabaseIsNamed() {
        variables.remove("CITYOPS_DB_URL");

        assertRefused("CITYOPS_DB_URL");
    }

    @Test
    void anAddressOfAnotherDatabaseIsRefused() {
        variables.put("CITYOPS_DB_URL", "jdbc:h2:mem");

        assertRefused("CITYOPS_DB_URL=jdbc:h2:mem");
    }

    @Test
    void boundariesThatAreNotThereAreRefused() {
        variables.put("CITYOPS_BOUNDARIES", "nowhere.geojson");

        assertRefused("CITYOPS_BOUNDARIES=nowhere.geojson");
    }

    @Test
    void thePasswordIsNotWrittenOut() {
        assertThat(DashboardSettings.from(new Settings(variables)).toString()).doesNotContain("secret");
    }

    private void assertRefused(String named) {
        assertThatThrownBy(() -> DashboardSettings.from(new Settings(variables)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(named);
    }
}
