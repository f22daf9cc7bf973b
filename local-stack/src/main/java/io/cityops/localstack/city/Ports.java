package io.cityops.localstack.city;

import io.cityops.model.settings.Settings;
import java.util.List;

/** Where each part listens; every one moves with {@code CITYOPS_PORT_OFFSET}, or by the key that the part itself reads. */
public record Ports(
        int mqtt,
        int mqtts,
        int dashboard,
        int flink,
        int gateway,
        int jobs,
        int simulators,
        int kafka,
        int kafkaController,
        int database,
        Cluster cluster) {

    /** The parts of a Flink cluster of separate processes. */
    public record Cluster(int zookeeper, int jobManagerRpc, List<Integer> taskManagers) {}

    static Ports from(Settings settings) {
        return new Ports(
                settings.port("CITYOPS_GATEWAY_MQTT_PORT", 1883),
                settings.port("CITYOPS_GATEWAY_MQTTS_PORT", 8883),
                settings.port("CITYOPS_DASHBOARD_PORT", 8080),
                settings.port("CITYOPS_JOBS_REST_PORT", 8081),
                settings.port("CITYOPS_GATEWAY_HTTP_PORT", 9101),
                settings.port("CITYOPS_JOBS_METRICS_PORT", 9102),
                settings.port("CITYOPS_SIMULATORS_PORT", 9103),
                settings.port("CITYOPS_KAFKA_PORT", 9092),
                settings.port("CITYOPS_KAFKA_CONTROLLER_PORT", 9093),
                settings.port("CITYOPS_DB_PORT", 5433),
                new Cluster(
                        settings.port("CITYOPS_ZOOKEEPER_PORT", 2181),
                        settings.port("CITYOPS_JOBS_RPC_PORT", 6123),
                        List.of(
                                settings.port("CITYOPS_TASKMANAGER_1_METRICS_PORT", 9104),
                                settings.port("CITYOPS_TASKMANAGER_2_METRICS_PORT", 9105))));
    }

    List<Integer> all() {
        return List.of(mqtt, mqtts, dashboard, flink, gateway, jobs, simulators, kafka, kafkaController, database);
    }
}
