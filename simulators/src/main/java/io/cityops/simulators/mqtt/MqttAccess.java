package io.cityops.simulators.mqtt;

import io.cityops.model.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the gateway is, whom to trust there and where the tokens are: an option of the command, else the environment. */
public final class MqttAccess {
    private MqttAccess() {}

    public static String url(@Nullable String option, Settings settings) {
        int usualPort = 1883 + settings.integer("CITYOPS_PORT_OFFSET", 0, 0, 50_000);
        return option != null ? option : settings.string("CITYOPS_MQTT_URL", "tcp://127.0.0.1:" + usualPort);
    }

    /**
     * For {@code ssl://} with the certificates of {@code authority}, else of CITYOPS_MQTT_CA, else with the one that the
     * stack of this data folder made for itself, else with those that Java trusts.
     *
     * @param authority a file of certificates (PEM)
     */
    public static Broker broker(@Nullable String url, @Nullable Path authority, Settings settings) throws IOException {
        String chosen = url(url, settings);
        if (!chosen.startsWith("ssl://") && !chosen.startsWith("wss://")) {
            return Broker.at(chosen);
        }
        Path given = authority != null ? authority : settings.path("CITYOPS_MQTT_CA");
        if (given != null) {
            return new Broker(chosen, Trust.inCertificates(given));
        }
        Path ownStore = dataFolder(settings).resolve("config").resolve("tls.p12");
        Path ownPassword = ownStore.resolveSibling("tls-password");
        return Files.exists(ownStore) && Files.exists(ownPassword)
                ? new Broker(
                        chosen,
                        Trust.inKeystore(ownStore, Files.readString(ownPassword).strip()))
                : Broker.at(chosen);
    }

    public static Path credentialsFile(@Nullable Path option, Settings settings) {
        return option != null ? option : dataFolder(settings).resolve("config").resolve("simulator-devices.csv");
    }

    public static Path dataFolder(Settings settings) {
        return Path.of(settings.string("CITYOPS_DATA", ".cityops"));
    }
}
