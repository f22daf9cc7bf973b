package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.telemetry.Quality;
import io.cityops.model.telemetry.RejectReason;
import io.cityops.model.telemetry.Rejection;
import io.cityops.model.telemetry.Telemetry;
import io.cityops.model.telemetry.TelemetryCodec;
import io.cityops.model.version.CatalogueVersion;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GatewayResource.class)
class IntakeIT {
    private static final String GOOD = "{\"seq\":1,\"values\":{\"water_level_m\":1.72}}";
    private static final int NOT_AUTHORIZED = 0x87;
    private static final int ADMINISTRATIVE_ACTION = 0x98;
    private static final int PAYLOAD_FORMAT_INVALID = 0x99;

    private final RunningGateway city;

    IntakeIT(RunningGateway city) {
        this.city = city;
    }

    @Test
    void acknowledgedMessageIsInKafkaWithWhatTheRegistrySays() throws Exception {
        String token = city.register("it-good", true);
        long before = System.currentTimeMillis();

        try (Device5 device = Device5.signIn(city, "it-good", token)) {
            assertThat(device.publish("city/water/it-good/telemetry", GOOD, 1)).isEqualTo(new Device5.Answer(0, null));
        }

        List<Telemetry> stored = city.telemetryOf("it-good");
        assertThat(stored).hasSize(1);
        Telemetry telemetry = stored.getFirst();
        assertThat(telemetry.deviceType()).isEqualTo("river-gauge");
        assertThat(telemetry.sector()).isEqualTo("water");
        assertThat(telemetry.area()).isEqualTo("city");
        assertThat(telemetry.expectedIntervalMillis()).isEqualTo(30_000);
        assertThat(telemetry.receivedAtMillis()).isBetween(before, System.currentTimeMillis());
        assertThat(telemetry.observations().getFirst().values()).containsExactly(1.72);
        assertThat(Quality.has(telemetry.observations().getFirst().quality(), Quality.GATEWAY_TIME))
                .isTrue();
    }

    @Test
    void wrongTokenIsRefusedWithTheCodeOfEachVersion() throws Exception {
        city.register("it-token", true);

        assertThatThrownBy(() -> Device5.signIn(city, "it-token", "wrong"))
                .isInstanceOfSatisfying(
                        MqttException.class, e -> assertThat(e.getReasonCode()).isEqualTo(0x86));
        assertThatThrownBy(() -> Device5.signIn(city, "it-nobody", "wrong"))
                .isInstanceOfSatisfying(
                        MqttException.class, e -> assertThat(e.getReasonCode()).isEqualTo(0x86));
        assertThatThrownBy(() -> device3("it-token", "wrong"))
                .isInstanceOfSatisfying(
                        org.eclipse.paho.client.mqttv3.MqttException.class,
                        e -> assertThat(e.getReasonCode()).isEqualTo(4));
    }

    @Test
    void aCatalogueThatIsAppliedMeanwhileIsToldToTheStreamAndItsMeasuresAreTaken() throws Exception {
        String token = city.register("it-catalogue", true);
        String unknownYet = "{\"seq\":1,\"values\":{\"wave_m\":0.4}}";
        CatalogueText builtIn = CatalogueText.read(null);
        Map<String, String> files = new HashMap<>(builtIn.files());
        files.compute(
                "measures.yaml",
                (name, text) -> text + "  - {id: wave_m, name: {vi: Sóng, en: Waves}, unit: m, min: 0," + " max: 9}\n");
        files.compute(
                "device-types.yaml",
                (name, text) -> text.replace("measures: [water_level_m]", "measures: [water_level_m, wave_m]"));
        CatalogueText wavy = CatalogueText.of(files);
        wavy.compile();

        try (Device5 device = Device5.signIn(city, "it-catalogue", token)) {
            assertThat(device.publish("city/water/it-catalogue/telemetry", unknownYet, 1)
                            .reason())
                    .isEqualTo("unknown-measure");
            city.execute(
                    "insert into store.audit (actor, action, object) select 'test', 'test', number::text"
                            + " from store.apply_catalogue('test', null, ?, ?, ?, 'applied', null)",
                    wavy.checksum(),
                    wavy.version(),
                    CatalogueVersion.pack(wavy));
            Eventually.holds(() -> device.publish("city/water/it-catalogue/telemetry", unknownYet, 1)
                            .code()
                    == 0);
        }

        Eventually.holds(() -> city.records(CatalogueVersion.TOPIC).stream()
                .anyMatch(
                        each -> CatalogueVersion.decode(each.value()).checksum().equals(wavy.checksum())));
    }

    @Test
    void foreignTopicIsRefusedToldAndKept() throws Exception {
        String token = city.register("it-foreign", true);

        try (Device5 device = Device5.signIn(city, "it-foreign", token)) {
            assertThat(device.publish("city/water/it-victim/telemetry", GOOD, 1))
                    .isEqualTo(new Device5.Answer(NOT_AUTHORIZED, "foreign-topic"));
        }

        Rejection kept = onlyRejectionOf("it-foreign");
        assertThat(kept.reason()).isEqualTo(RejectReason.FOREIGN_TOPIC);
        assertThat(kept.topic()).isEqualTo("city/water/it-victim/telemetry");
        assertThat(new String(kept.payload(), StandardCharsets.UTF_8)).isEqualTo(GOOD);
        assertThat(city.telemetryOf("it-victim")).isEmpty();
    }

    @Test
    void concentratorPublishesForTheDevicesBehindItWhichAreTheOnesDescribed() throws Exception {
        String token = city.register("it-concentrator", true);
        city.register("it-behind", true);
        city.register("it-behind-off", false);
        city.execute("update store.device set concentrator = 'it-concentrator' where id like 'it-behind%'");

        try (Device5 concentrator = Device5.signIn(city, "it-concentrator", token)) {
            Eventually.holds(() -> concentrator
                            .publish("city/water/it-behind/telemetry", GOOD, 1)
                            .code()
                    == 0);
            assertThat(concentrator
                            .publish("city/water/it-behind-off/telemetry", GOOD, 1)
                            .reason())
                    .isEqualTo("unknown-device");
        }

        assertThat(city.telemetryOf("it-behind")).hasSize(1);
        assertThat(city.telemetryOf("it-concentrator")).isEmpty();
        assertThat(onlyRejectionOf("it-behind-off").reason()).isEqualTo(RejectReason.UNKNOWN_DEVICE);
    }

    @Test
    void malformedPayloadIsAcknowledgedWithItsReasonInEitherQos() throws Exception {
        String token = city.register("it-malformed", true);

        try (Device5 device = Device5.signIn(city, "it-malformed", token)) {
            assertThat(device.publish("city/water/it-malformed/telemetry", "{\"val", 1))
                    .isEqualTo(new Device5.Answer(PAYLOAD_FORMAT_INVALID, "malformed"));
            assertThat(device.publish("city/water/it-malformed/telemetry", GOOD, 2))
                    .isEqualTo(new Device5.Answer(0, null));
            // Paho breaks off after a refused PUBREC, so this comes last.
            assertThat(device.publish("city/water/it-malformed/telemetry", "{\"val", 2)
                            .code())
                    .isEqualTo(PAYLOAD_FORMAT_INVALID);
        }

        assertThat(city.rejectionsOf("it-malformed")).hasSize(2);
        assertThat(city.telemetryOf("it-malformed")).hasSize(1);
    }

    @Test
    void mqtt311ClientGetsAPlainAcknowledgementForWhatIsRefused() throws Exception {
        String token = city.register("it-three", true);

        MqttClient device = device3("it-three", token);
        device.publish("city/water/it-other/telemetry", GOOD.getBytes(StandardCharsets.UTF_8), 1, false);
        device.publish("city/water/it-three/telemetry", GOOD.getBytes(StandardCharsets.UTF_8), 2, false);
        device.publish("city/water/it-three/telemetry", GOOD.getBytes(StandardCharsets.UTF_8), 0, false);
        device.disconnect();
        device.close();

        assertThat(onlyRejectionOf("it-three").reason()).isEqualTo(RejectReason.FOREIGN_TOPIC);
        Eventually.holds(() -> city.telemetryOf("it-three").size() == 2);
    }

    @Test
    void goodValuesOfAPartlyBadMessageAreStoredAndTheBadOnesKept() throws Exception {
        String token = city.register("it-partly", true);
        String payload = "{\"seq\":5,\"values\":{\"water_level_m\":1.5,\"salinity\":7}}";

        try (Device5 device = Device5.signIn(city, "it-partly", token)) {
            assertThat(device.publish("city/water/it-partly/telemetry", payload, 1))
                    .isEqualTo(new Device5.Answer(0, null));
        }

        assertThat(city.telemetryOf("it-partly")
                        .getFirst()
                        .observations()
                        .getFirst()
                        .measures())
                .containsExactly("water_level_m");
        assertThat(onlyRejectionOf("it-partly").reason()).isEqualTo(RejectReason.UNKNOWN_MEASURE);
    }

    @Test
    void largePayloadIsRefusedByNameAndOneOverThePacketLimitEndsTheConnection() throws Exception {
        String token = city.register("it-large", true);
        String overPayloadLimit = " ".repeat(65 * 1024) + GOOD;

        try (MqttClient device = device3("it-large", token)) {
            device.publish(
                    "city/water/it-large/telemetry", overPayloadLimit.getBytes(StandardCharsets.UTF_8), 1, false);
            assertThat(onlyRejectionOf("it-large").reason()).isEqualTo(RejectReason.TOO_LARGE);

            MqttMessage overPacketLimit = new MqttMessage(new byte[200 * 1024]);
            overPacketLimit.setQos(1);
            assertThatThrownBy(() -> device.publish("city/water/it-large/telemetry", overPacketLimit))
                    .isInstanceOf(org.eclipse.paho.client.mqttv3.MqttException.class);
        }

        Eventually.holds(() -> city.rejectionsOf("it-large").size() == 2);
        assertThat(city.rejectionsOf("it-large")).allMatch(kept -> kept.reason() == RejectReason.TOO_LARGE);
    }

    @Test
    void secondConnectionOfADeviceTakesOver() throws Exception {
        String token = city.register("it-twice", true);

        try (Device5 first = Device5.signIn(city, "it-twice", token);
                Device5 second = Device5.signIn(city, "it-twice", token)) {
            assertThat(first.disconnection().get(120, TimeUnit.SECONDS)).isEqualTo(0x8E);
            assertThat(second.publish("city/water/it-twice/telemetry", GOOD, 1).code())
                    .isZero();
            assertThat(second.isConnected()).isTrue();
        }
    }

    @Test
    void disabledDeviceIsCutOffAtOnceAndMayComeBackWhenEnabled() throws Exception {
        String token = city.register("it-disabled", true);

        try (Device5 device = Device5.signIn(city, "it-disabled", token)) {
            city.execute("update store.device set enabled = false where id = 'it-disabled'");
            assertThat(device.disconnection().get(120, TimeUnit.SECONDS)).isEqualTo(ADMINISTRATIVE_ACTION);
        }
        assertThatThrownBy(() -> Device5.signIn(city, "it-disabled", token))
                .isInstanceOfSatisfying(
                        MqttException.class, e -> assertThat(e.getReasonCode()).isEqualTo(NOT_AUTHORIZED));

        city.execute("update store.device set enabled = true where id = 'it-disabled'");
        Eventually.holds(() -> {
            try (Device5 again = Device5.signIn(city, "it-disabled", token)) {
                return again.isConnected();
            } catch (MqttException e) {
                return false;
            }
        });
    }

    @Test
    void removedDeviceIsCutOffAndTakenOutOfTheTopic() throws Exception {
        String token = city.register("it-removed", true);

        try (Device5 device = Device5.signIn(city, "it-removed", token)) {
            city.execute("delete from store.device where id = 'it-removed'");
            assertThat(device.disconnection().get(120, TimeUnit.SECONDS)).isEqualTo(ADMINISTRATIVE_ACTION);
        }
        Eventually.holds(() -> !city.devicesInTopic().contains("it-removed"));
    }

    @Test
    void deviceMaySubscribeToItsOwnCommandsOnly() throws Exception {
        String token = city.register("it-command", true);

        try (Device5 device = Device5.signIn(city, "it-command", token)) {
            assertThat(device.subscribe("city/water/it-command/command")).isEqualTo(1);
            assertThat(device.subscribe("city/water/it-other/command")).isEqualTo(NOT_AUTHORIZED);
            assertThat(device.subscribe("#")).isEqualTo(NOT_AUTHORIZED);
        }
    }

    @Test
    void birthIsCountedAndAForeignWillIsRefused() throws Exception {
        String token = city.register("it-will", true);
        double before = city.meter("cityops_gateway_messages_total{outcome=\"status\"}");

        try (Device5 device = Device5.signIn(city, "it-will", token)) {
            assertThat(device.publish("city/water/it-will/status", "online", 1).code())
                    .isZero();
        }
        assertThat(city.meter("cityops_gateway_messages_total{outcome=\"status\"}"))
                .isEqualTo(before + 1);

        MqttConnectOptions options = options3("it-will", token);
        options.setWill("city/water/it-other/status", new byte[0], 1, true);
        assertThatThrownBy(() -> connect3("it-will", options))
                .isInstanceOfSatisfying(
                        org.eclipse.paho.client.mqttv3.MqttException.class,
                        e -> assertThat(e.getReasonCode()).isEqualTo(5));
    }

    @Test
    void everyPartitionIsToldTheTimeOnceASecond() {
        Eventually.holds(
                () -> ticks().values().stream().filter(count -> count >= 3).count() == 4);
        assertThat(ticks()).containsOnlyKeys(0, 1, 2, 3);
    }

    @Test
    void receivedTimesAreNotBehindTheTicksBeforeThem() throws Exception {
        String token = city.register("it-times", true);
        try (Device5 device = Device5.signIn(city, "it-times", token)) {
            for (int i = 0; i < 300; i++) {
                device.publish("city/water/it-times/telemetry", GOOD, 1);
            }
        }

        long[] newestTick = new long[4];
        for (ConsumerRecord<byte[], byte[]> next : city.records("telemetry")) {
            if (TelemetryCodec.isTick(next.value())) {
                newestTick[next.partition()] = TelemetryCodec.tickMillis(next.value());
            } else {
                assertThat(TelemetryCodec.decode(next.value()).receivedAtMillis())
                        .as("well within the 10 s for which the jobs wait")
                        .isGreaterThan(newestTick[next.partition()] - 5_000);
            }
        }
    }

    private Map<Integer, Long> ticks() {
        return city.records("telemetry").stream()
                .filter(next -> TelemetryCodec.isTick(next.value()))
                .collect(Collectors.groupingBy(ConsumerRecord::partition, Collectors.counting()));
    }

    private Rejection onlyRejectionOf(String deviceId) {
        List<Rejection> rejections = city.rejectionsOf(deviceId);
        assertThat(rejections).hasSize(1);
        return rejections.getFirst();
    }

    private MqttClient device3(String deviceId, String token) throws org.eclipse.paho.client.mqttv3.MqttException {
        return connect3(deviceId, options3(deviceId, token));
    }

    private MqttClient connect3(String deviceId, MqttConnectOptions options)
            throws org.eclipse.paho.client.mqttv3.MqttException {
        MqttClient client = new MqttClient(city.mqttUrl(), deviceId, new MemoryPersistence());
        client.setTimeToWait(20_000);
        client.connect(options);
        return client;
    }

    private static MqttConnectOptions options3(String deviceId, String token) {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setUserName(deviceId);
        options.setPassword(token.toCharArray());
        return options;
    }
}
