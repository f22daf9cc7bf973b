package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.gateway.limits.Quota;
import io.cityops.model.settings.Settings;
import io.cityops.model.settings.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewaySettingsTest {
    private final Map<String, String> variables = new HashMap<>(Map.of(
            "CITYOPS_KAFKA", "127.0.0.1:9092",
            "CITYOPS_DB_URL", "jdbc:postgresql://127.0.0.1:5433/cityops",
            "CITYOPS_DB_PASSWORD", "very-secret",
            "CITYOPS_GATEWAY_EVENT_LOOPS", "2"));

    @Test
    void defaultsAreThese() {
        assertThat(settings())
                .isEqualTo(new GatewaySettings(
                        "127.0.0.1",
                        1883,
                        null,
                        9101,
                        "127.0.0.1:9092",
                        new GatewaySettings.Database(
                                "jdbc:postgresql://127.0.0.1:5433/cityops", "cityops_gateway", "very-secret"),
                        null,
                        2,
                        50_000,
                        25_000,
                        new Quota.Rate(5_000, 8 << 20, 2),
                        new Quota.Rate(20_000, 32 << 20, 2),
                        256,
                        32 << 20,
                        Duration.ofHours(1),
                        Duration.ofSeconds(10),
                        List.of()));
    }

    @Test
    void everyKeyIsRead() {
        variables.putAll(Map.ofEntries(
                Map.entry("CITYOPS_BIND", "0.0.0.0"),
                Map.entry("CITYOPS_GATEWAY_MQTT_PORT", "11883"),
                Map.entry("CITYOPS_GATEWAY_HTTP_PORT", "19101"),
                Map.entry("CITYOPS_DB_USER", "someone"),
                Map.entry("CITYOPS_CATALOGUE", "/city"),
                Map.entry("CITYOPS_GATEWAY_EVENT_LOOPS", "3"),
                Map.entry("CITYOPS_GATEWAY_MAX_CONNECTIONS", "10"),
                Map.entry("CITYOPS_GATEWAY_MAX_CONNECTIONS_PER_ADDRESS", "5"),
                Map.entry("CITYOPS_GATEWAY_DEVICE_QUOTA_MESSAGES", "11"),
                Map.entry("CITYOPS_GATEWAY_DEVICE_QUOTA_BYTES", "1200"),
                Map.entry("CITYOPS_GATEWAY_DEVICE_QUOTA_BURST_SECONDS", "3"),
                Map.entry("CITYOPS_GATEWAY_CONNECTION_QUOTA_MESSAGES", "12"),
                Map.entry("CITYOPS_GATEWAY_CONNECTION_QUOTA_BYTES", "1300"),
                Map.entry("CITYOPS_GATEWAY_CONNECTION_QUOTA_BURST_SECONDS", "4"),
                Map.entry("CITYOPS_GATEWAY_MAX_IN_FLIGHT", "16"),
                Map.entry("CITYOPS_GATEWAY_MAX_IN_FLIGHT_BYTES", "2000000"),
                Map.entry("CITYOPS_GATEWAY_KAFKA_DELIVERY_TIMEOUT", "30s"),
                Map.entry("CITYOPS_GATEWAY_DRAIN_TIMEOUT", "5s")));

        assertThat(settings())
                .isEqualTo(new GatewaySettings(
                        "0.0.0.0",
                        11_883,
                        null,
                        19_101,
                        "127.0.0.1:9092",
                        new GatewaySettings.Database(
                                "jdbc:postgresql://127.0.0.1:5433/cityops", "someone", "very-secret"),
                        Path.of("/city"),
                        3,
                        10,
                        5,
                        new Quota.Rate(11, 1_200, 3),
                        new Quota.Rate(12, 1_300, 4),
                        16,
                        2_000_000,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        List.of()));
    }

    @Test
    void offsetShiftsEveryPort() {
        variables.put("CITYOPS_PORT_OFFSET", "1000");

        assertThat(settings().mqttPort()).isEqualTo(2_883);
        assertThat(settings().httpPort()).isEqualTo(10_101);
    }

    @Test
    void keystoreThatIsNotThereStopsTheStart() {
        variables.put("CITYOPS_TLS_KEYSTORE", "/nowhere/at/all.p12");
        variables.put("CITYOPS_TLS_PASSWORD", "secret");

        assertThatThrownBy(this::settings)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("CITYOPS_TLS_KEYSTORE=/nowhere/at/all.p12");
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(settings().toString()).doesNotContain("very-secret");
    }

    @Test
    void deliveryTimeoutOfNothingIsRefused() {
        variables.put("CITYOPS_GATEWAY_KAFKA_DELIVERY_TIMEOUT", "10ms");

        assertThatThrownBy(this::settings)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("CITYOPS_GATEWAY_KAFKA_DELIVERY_TIMEOUT");
    }

    private GatewaySettings settings() {
        return GatewaySettings.from(new Settings(variables));
    }
}
