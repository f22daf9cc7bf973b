package io.cityops.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.model.settings.Settings;
import io.cityops.model.settings.SettingsException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenIdSettingsTest {
    private final Map<String, String> variables = new HashMap<>(Map.of(
            "CITYOPS_OPENID_ISSUER", "https://id.example.gov.vn/realms/city",
            "CITYOPS_OPENID_CLIENT", "cityops",
            "CITYOPS_OPENID_SECRET", "not-for-logs"));

    @Test
    void withoutAnIssuerThereIsNone() {
        variables.remove("CITYOPS_OPENID_ISSUER");

        assertThat(OpenIdSettings.from(new Settings(variables))).isEmpty();
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(OpenIdSettings.from(new Settings(variables))).hasValueSatisfying(settings -> {
            assertThat(settings.claim()).isEqualTo("preferred_username");
            assertThat(settings).asString().contains("id.example.gov.vn").doesNotContain("not-for-logs");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example.gov.vn",
                "id.example.gov.vn",
                "https://",
                "https://id.example.gov.vn/?realm=city",
                "{}"
            })
    void anAddressThatOthersCouldListenToIsRefused(String issuer) {
        variables.put("CITYOPS_OPENID_ISSUER", issuer);

        assertThatThrownBy(() -> OpenIdSettings.from(new Settings(variables)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("https://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CITYOPS_OPENID_CLIENT", "CITYOPS_OPENID_SECRET"})
    void whatIsMissingIsNamed(String key) {
        variables.remove(key);

        assertThatThrownBy(() -> OpenIdSettings.from(new Settings(variables))).hasMessageContaining(key);
    }
}
