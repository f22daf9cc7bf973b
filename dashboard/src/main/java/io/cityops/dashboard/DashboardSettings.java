package io.cityops.dashboard;

import io.cityops.model.settings.Settings;
import io.cityops.model.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the dashboard is told from outside.
 *
 * @param bind the address to listen on
 * @param dataFolder where the key of the remember-me tokens is kept, in {@code config/}
 * @param catalogueFolder null: the built-in reference city
 * @param boundaries a GeoJSON file of ward outlines with property {@code code}; null: none, the map is drawn without
 */
public record DashboardSettings(
        String bind,
        int port,
        String databaseUrl,
        String databaseUser,
        String databasePassword,
        Path dataFolder,
        @Nullable Path catalogueFolder,
        @Nullable Path boundaries) {
    /** @throws SettingsException naming the key, its value and what is allowed */
    public static DashboardSettings from(Settings settings) {
        Path boundaries = settings.path("CITYOPS_BOUNDARIES");
        if (boundaries != null && !Files.isReadable(boundaries)) {
            throw new SettingsException(
                    "CITYOPS_BOUNDARIES=" + boundaries + ": allowed is a GeoJSON file that can be read");
        }
        return new DashboardSettings(
                settings.bind(),
                settings.port("CITYOPS_DASHBOARD_PORT", 8080),
                databaseUrl(settings),
                settings.required("CITYOPS_DB_USER"),
                settings.required("CITYOPS_DB_PASSWORD"),
                Path.of(settings.string("CITYOPS_DATA", ".cityops")),
                settings.path("CITYOPS_CATALOGUE"),
                boundaries);
    }

    private static String databaseUrl(Settings settings) {
        String url = settings.required("CITYOPS_DB_URL");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new SettingsException(
                    "CITYOPS_DB_URL=" + url + ": allowed is a JDBC address, jdbc:postgresql://HOST:PORT/DATABASE");
        }
        return url;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "DashboardSettings[%s:%d, %s as %s]".formatted(bind, port, databaseUrl, databaseUser);
    }
}
