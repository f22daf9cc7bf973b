package io.cityops.gateway;

import io.cityops.gateway.bridge.BridgeSettings;
import io.cityops.gateway.limits.Quota;
import io.cityops.model.settings.Settings;
import io.cityops.model.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's configuration, validated.
 *
 * @param tls null: MQTT without TLS only
 * @param catalogue null: the built-in one
 * @param eventLoops how many connections are served at a time; about one a core
 * @param maxConnections of all listeners together
 * @param maxConnectionsPerAddress which may be that of a whole network
 * @param deviceQuota what one device may send, on whatever connection
 * @param connectionQuota what may come over one connection, be it of a concentrator
 * @param maxInFlight messages of one connection that may wait for Kafka
 * @param maxInFlightBytes of all connections together
 * @param kafkaDeliveryTimeout how long a record is tried before its device has to send it again
 * @param drainTimeout how long a stop waits for what is in flight
 * @param bridges connections to external brokers
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
        int maxConnectionsPerAddress,
        Quota.Rate deviceQuota,
        Quota.Rate connectionQuota,
        int maxInFlight,
        int maxInFlightBytes,
        Duration kafkaDeliveryTimeout,
        Duration drainTimeout,
        List<BridgeSettings> bridges) {

    /**
     * Where MQTTS listens, and its key.
     *
     * @param clientAuthorities PEM; null: client certificates are not asked for
     */
    record Tls(
            int port,
            Path keystore,
            String password,
            @Nullable Path clientAuthorities) {
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

    /** Where devices connect. */
    Set<Integer> mqttPorts() {
        return tls == null ? Set.of(mqttPort) : Set.of(mqttPort, tls.port());
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
                settings.integer("CITYOPS_GATEWAY_MAX_CONNECTIONS_PER_ADDRESS", 25_000, 1, 1_000_000),
                quota(settings, "DEVICE", 5_000, 8 << 20),
                quota(settings, "CONNECTION", 20_000, 32 << 20),
                settings.integer("CITYOPS_GATEWAY_MAX_IN_FLIGHT", 256, 2, 65_535),
                settings.integer("CITYOPS_GATEWAY_MAX_IN_FLIGHT_BYTES", 32 << 20, 1 << 20, 64 << 20),
                atMost(
                        settings.duration("CITYOPS_GATEWAY_KAFKA_DELIVERY_TIMEOUT", Duration.ofHours(1)),
                        "CITYOPS_GATEWAY_KAFKA_DELIVERY_TIMEOUT",
                        Duration.ofDays(20)),
                atMost(
                        settings.duration("CITYOPS_GATEWAY_DRAIN_TIMEOUT", Duration.ofSeconds(10)),
                        "CITYOPS_GATEWAY_DRAIN_TIMEOUT",
                        Duration.ofMinutes(5)),
                BridgeSettings.read(settings.path("CITYOPS_BRIDGES")));
    }

    private static Quota.Rate quota(Settings settings, String of, int messagesPerSecond, int bytesPerSecond) {
        String key = "CITYOPS_GATEWAY_" + of + "_QUOTA_";
        return new Quota.Rate(
                settings.integer(key + "MESSAGES", messagesPerSecond, 1, 1_000_000),
                settings.integer(key + "BYTES", bytesPerSecond, 1_024, 1 << 30),
                settings.integer(key + "BURST_SECONDS", 2, 1, 3_600));
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
        Path clientAuthorities = settings.path("CITYOPS_TLS_CLIENT_CA");
        if (clientAuthorities != null && !Files.isReadable(clientAuthorities)) {
            throw new SettingsException("CITYOPS_TLS_CLIENT_CA=" + clientAuthorities
                    + ": no readable file; allowed is the path of certificates in PEM");
        }
        return new Tls(
                settings.port("CITYOPS_GATEWAY_MQTTS_PORT", 8883),
                keystore,
                settings.required("CITYOPS_TLS_PASSWORD"),
                clientAuthorities);
    }

    private static Duration atMost(Duration value, String key, Duration max) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(max) > 0) {
            throw new SettingsException(key + "=" + value + ": allowed is 1s to " + max.toSeconds() + "s");
        }
        return value;
    }
}
