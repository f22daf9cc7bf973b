package io.cityops.localstack.city;

import io.cityops.localstack.Bind;
import io.cityops.localstack.Cache;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.Retention;
import io.cityops.model.settings.Settings;
import io.cityops.model.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the stack is told from outside.
 *
 * @param home the checkout, whose modules are run
 * @param data the data folder
 * @param bind what to listen on
 * @param catalogue a folder; null for the built-in city
 * @param externalDatabase {@code jdbc:postgresql://host:port/database} of a server of somebody else's, or null
 * @param externalKafka bootstrap servers of somebody else's, or null
 * @param retention how long rows are kept
 */
public record StackSettings(
        Path home,
        Path data,
        String bind,
        Ports ports,
        Cache cache,
        @Nullable Path catalogue,
        @Nullable ExternalDatabase externalDatabase,
        @Nullable String externalKafka,
        Retention retention) {

    /** @param owner may create roles and owns the database; its tables are made by this one */
    public record ExternalDatabase(String jdbcUrl, String owner, String ownerPassword) {}

    public static StackSettings from(Settings settings, @Nullable Path data) {
        Path home = home(settings);
        Path configured = data == null ? settings.path("CITYOPS_DATA") : data;
        return new StackSettings(
                home,
                (configured == null ? home.resolve(".cityops") : configured)
                        .toAbsolutePath()
                        .normalize(),
                settings.bind(),
                Ports.from(settings),
                Cache.from(settings),
                settings.path("CITYOPS_CATALOGUE"),
                externalDatabase(settings),
                settings.optional("CITYOPS_KAFKA"),
                Retention.from(settings));
    }

    private static Path home(Settings settings) {
        Path home = settings.path("CITYOPS_HOME");
        String property = System.getProperty("cityops.home");
        Path found = home != null ? home : Path.of(property == null ? "" : property);
        if (!Files.exists(found.resolve("local-stack"))) {
            throw new StackFailure(
                    found.toAbsolutePath() + " is not a checkout of CityOps",
                    "Run ./cityops, or name the checkout with CITYOPS_HOME");
        }
        return found.toAbsolutePath().normalize();
    }

    private static @Nullable ExternalDatabase externalDatabase(Settings settings) {
        String url = settings.optional("CITYOPS_DB_URL");
        if (url == null) {
            return null;
        }
        if (!url.matches("jdbc:postgresql://[^/?]+/[^/?]+")) {
            throw new SettingsException(
                    "CITYOPS_DB_URL=" + url + ": allowed is jdbc:postgresql://host:port/database, without parameters");
        }
        return new ExternalDatabase(
                url, settings.required("CITYOPS_DB_USER"), settings.required("CITYOPS_DB_PASSWORD"));
    }

    /** The address that reaches what listens here from this machine. */
    public String host() {
        return Bind.reachedAt(bind);
    }

    public String databaseUrl() {
        return externalDatabase != null
                ? externalDatabase.jdbcUrl()
                : "jdbc:postgresql://%s:%d/cityops".formatted(host(), ports.database());
    }

    public String kafkaBootstrap() {
        return externalKafka != null ? externalKafka : host() + ":" + ports.kafka();
    }

    public String dashboardUrl() {
        return "http://%s:%d/".formatted(host(), ports.dashboard());
    }

    public String mqttUrl() {
        return "tcp://%s:%d".formatted(host(), ports.mqtt());
    }
}
