package io.cityops.simulators.mqtt;

import io.cityops.model.settings.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the gateway is and where the tokens are: an option of the command, else the environment. */
public final class MqttAccess {
    private MqttAccess() {}

    public static String url(@Nullable String option, Settings settings) {
        int usualPort = 1883 + settings.integer("CITYOPS_PORT_OFFSET", 0, 0, 50_000);
        return option != null ? option : settings.string("CITYOPS_MQTT_URL", "tcp://127.0.0.1:" + usualPort);
    }

    public static Path credentialsFile(@Nullable Path option, Settings settings) {
        return option != null
                ? option
                : Path.of(settings.string("CITYOPS_DATA", ".cityops"), "config", "simulator-devices.csv");
    }
}
