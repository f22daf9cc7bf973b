package io.cityops.gateway;

import io.cityops.model.settings.Settings;
import io.cityops.model.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's configuration, validated.
 *
 * @param tls null: MQTT without TLS only
 * @param catalogue null: the built-in one
 * @param eventLoops how many connections are served at a time; about one a core
 * @param maxConnections of all listeners together
 * @param maxInFlight messages of one connection that may wait for Kafka
 * @param maxInFlightBytes of all connections together
 * @param kafkaDeliveryTimeout how long a record is tried before its device has to send it again
 * @param drainTimeout how long a stop waits for what is in flight
 */
record GatewaySettings(
        String bind,
        int mqttPort,
        @Nullable Tls tls,
        int httpPort,
        String kafka,
        Database database,
        @Nullable Path catalogue,
        int eventLoops,
        int maxConnections,
        int maxInFlight,
        int maxInFlightBytes,
        Duration kafkaDeliveryTimeout,
        Duration drainTimeout) {

    /** Where MQTTS listens, and its key. */
    record Tls(int port, Path keystore, String password) {
        @Override
        public String toString() {
            return "port " + port + ", " + keystore;
        }
    }

    /** The registry's database, and who reads it. */
    record Database(String url, String user, String password) {
        @Override
        public String toString() {
            return user + " at " + url;
        }
    }

    /** @throws SettingsException naming the key, the value and what is allowed */
    static GatewaySettings from(Settings settings) {
        return new GatewaySettings(
                settings.bind(),
                settings.port("CITYOPS_GATEWAY_MQTT_PORT", 1883),
                tls(settings),
                settings.port("CITYOPS_GATEWAY_HTTP_PORT", 9101),
                settings.required("CITYOPS_KAFKA"),
                new Database(
                        settings.required("CITYOPS_DB_URL"),
                        settings.string("CITYOPS_DB_USER", "cityops_gateway"),
                        settings.required("CITYOPS_DB_PASSWORD")),
                settings.path("CITYOPS_CATALOGUE"),
                settings.integer(
                        "CITYOPS_GATEWAY_EVENT_LOOPS",
                        Math.max(2, Runtime.getRuntime().availableProcessors()),
                        1,
                        64),
                settings.integer("CITYOPS_GATEWAY_MAX_CONNECTIONS", 50_000, 1, 1_000_000),
                settings.integer("CITYOPS_GATEWAY_MAX_IN_FLIGHT", 256, 2, 65_535),
                settings.integer("CITYOPS_GATEWAY_MAX_IN_FLIGHT_BYTES", 32 << 20, 1 << 20, 64 << 20),
                atMost(
                        settings.duration("CITYOPS_GATEWAY_KAFKA_DELIVERY_TIMEOUT", Duration.ofHours(1)),
                        "CITYOPS_GATEWAY_KAFKA_DELIVERY_TIMEOUT",
                        Duration.ofDays(20)),
                atMost(
                        settings.duration("CITYOPS_GATEWAY_DRAIN_TIMEOUT", Duration.ofSeconds(10)),
                        "CITYOPS_GATEWAY_DRAIN_TIMEOUT",
                        Duration.ofMinutes(5)));
    }

    private static @Nullable Tls tls(Settings settings) {
        Path keystore = settings.path("CITYOPS_TLS_KEYSTORE");
        if (keystore == null) {
            return null;
        }
        if (!Files.isReadable(keystore)) {
            throw new SettingsException("CITYOPS_TLS_KEYSTORE=" + keystore
                    + ": no readable file; allowed is the path of a PKCS#12 keystore");
        }
        return new Tls(
                settings.port("CITYOPS_GATEWAY_MQTTS_PORT", 8883), keystore, settings.required("CITYOPS_TLS_PASSWORD"));
    }

    private static Duration atMost(Duration value, String key, Duration max) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(max) > 0) {
            throw new SettingsException(key + "=" + value + ": allowed is 1s to " + max.toSeconds() + "s");
        }
        return value;
    }
}
