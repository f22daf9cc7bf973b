package io.cityops.localstack.city;

import io.cityops.localstack.Console;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseCluster;
import io.cityops.localstack.registry.CredentialsFile;
import io.cityops.model.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A gateway with a fresh database and a fresh broker, each started as the city starts them, on free ports and a folder of
 * their own: what a benchmark of the gateway drives. Nothing reads what it writes.
 */
public final class GatewayAlone implements AutoCloseable {
    private final StackSettings settings;
    private final DataFolder data;
    private final Parts parts;
    private final StartedParts started;

    private GatewayAlone(StackSettings settings, Map<String, String> ports, Console console) {
        this.settings = settings;
        this.data = new DataFolder(settings.data());
        this.parts = new Parts(settings, console);
        this.started = new StartedParts(data, ports);
    }

    /** Returns when the gateway takes messages. */
    public static GatewayAlone start(Path home, Path data, Console console) throws Exception {
        Map<String, String> ports = StartedParts.freePorts(List.of(
                "CITYOPS_GATEWAY_MQTT_PORT",
                "CITYOPS_GATEWAY_MQTTS_PORT",
                "CITYOPS_GATEWAY_HTTP_PORT",
                "CITYOPS_KAFKA_PORT",
                "CITYOPS_KAFKA_CONTROLLER_PORT",
                "CITYOPS_DB_PORT"));
        Map<String, String> environment = new HashMap<>(ports);
        environment.put("CITYOPS_HOME", home.toString());
        StackSettings settings = StackSettings.from(new Settings(environment), data);
        GatewayAlone alone = new GatewayAlone(settings, ports, console);
        try {
            alone.bringUp();
            return alone;
        } catch (Exception e) {
            alone.close();
            throw e;
        }
    }

    private void bringUp() throws Exception {
        data.create();
        DatabaseCluster cluster = new DatabaseCluster(
                settings.data(), settings.bind(), settings.ports().database());
        started.bringUp(parts.database(cluster, timescale -> {}));
        started.bringUp(parts.kafka());
        started.bringUp(parts.gateway(cluster.access()));
    }

    public String mqttUrl() {
        return settings.mqttUrl();
    }

    /** Registers what the load prints as its devices; their tokens are then in the file. */
    public void register(List<String> loadOptions, Path credentials) throws IOException, SQLException {
        CityLoad load = new CityLoad(settings, parts, DatabaseAccess.of(settings.databaseUrl(), settings.data()));
        new CredentialsFile(credentials).write(new TreeMap<>(load.register(loadOptions)));
    }

    @Override
    public void close() {
        started.close();
    }
}
