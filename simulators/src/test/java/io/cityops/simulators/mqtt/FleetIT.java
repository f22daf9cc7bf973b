package io.cityops.simulators.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cityops.simulators.device.Content;
import io.cityops.simulators.device.Publication;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Real Paho clients against a real socket; only the gateway is small. */
class FleetIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private SmallGateway gateway;
    private Ledger ledger;
    private SimulatorMeters meters;
    private Fleet fleet;

    @BeforeEach
    void start() throws IOException {
        gateway = new SmallGateway();
        ledger = new Ledger(folder.resolve("ledger.csv"));
        meters = new SimulatorMeters(registry, ledger);
        fleet = new Fleet(gateway.url(), meters);
    }

    @AfterEach
    void stop() throws IOException {
        fleet.close();
        gateway.close();
        ledger.close();
    }

    @ParameterizedTest
    @EnumSource(Fleet.Protocol.class)
    void whatADeviceRemembersGoesAheadOfWhatItSendsLater(Fleet.Protocol protocol) throws Exception {
        fleet.add("cam-1", "token", protocol, Duration.ofMillis(300), () -> List.of(message("cam-1", "history")));
        fleet.send(message("cam-1", "live"));
        assertThat(fleet.awaitAcknowledgements(PATIENCE)).isZero();
        assertThat(gateway.acknowledged())
                .extracting(SmallGateway.Received::topic, SmallGateway.Received::payload)
                .containsExactly(
                        tuple("city/traffic/cam-1/telemetry", "history"),
                        tuple("city/traffic/cam-1/telemetry", "live"));
    }

    @ParameterizedTest
    @EnumSource(Fleet.Protocol.class)
    void nothingIsLostWhileTheGatewayIsAwayAndTheOrderIsKept(Fleet.Protocol protocol) throws Exception {
        fleet.add("cam-1", "token", protocol, Duration.ZERO, List::of);
        fleet.send(message("cam-1", "1000"));
        assertThat(fleet.awaitAcknowledgements(PATIENCE)).isZero();
        gateway.goAway();
        for (int i = 1001; i <= 1040; i++) {
            fleet.send(message("cam-1", Integer.toString(i)));
        }
        until(() -> fleet.connected() == 0);
        gateway.comeBack();
        assertThat(fleet.awaitAcknowledgements(PATIENCE)).isZero();
        List<String> expected = new ArrayList<>();
        for (int i = 1000; i <= 1040; i++) {
            expected.add(Integer.toString(i));
        }
        // An acknowledgement may be lost with the connection: then that message comes a second time.
        assertThat(received().stream().distinct().toList()).isEqualTo(expected);
        assertThat(meters.droppedCount()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Fleet.Protocol.class)
    void whatWasSentButNotAcknowledgedIsSentAgain(Fleet.Protocol protocol) throws Exception {
        fleet.add("cam-1", "token", protocol, Duration.ZERO, List::of);
        until(() -> fleet.connected() == 1);
        gateway.withholdAcknowledgements();
        for (int i = 0; i < 20; i++) {
            fleet.send(message("cam-1", "m" + (100 + i)));
        }
        until(() -> fleet.inFlight() == DeviceConnection.WINDOW);
        assertThat(meters.acknowledgedCount()).isZero();
        gateway.goAway();
        gateway.acknowledgeAgain();
        until(() -> fleet.connected() == 0);
        gateway.comeBack();
        assertThat(fleet.awaitAcknowledgements(PATIENCE)).isZero();
        assertThat(new TreeSet<>(received())).hasSize(20);
        assertThat(meters.acknowledgedCount()).isEqualTo(20);
        assertThat(registry.counter("cityops.simulators.resent").count()).isEqualTo(DeviceConnection.WINDOW);
    }

    @Test
    void theBooksBalanceAndTheLedgerListsEveryAcknowledgedMessage() throws Exception {
        for (int device = 0; device < 30; device++) {
            fleet.add(
                    "cam-" + device,
                    "token",
                    device % 2 == 0 ? Fleet.Protocol.MQTT_5 : Fleet.Protocol.MQTT_3_1_1,
                    Duration.ofMillis(device * 10L),
                    List::of);
        }
        for (int round = 0; round < 20; round++) {
            if (round == 7) {
                until(() -> fleet.connected() == 30);
                gateway.goAway();
            }
            if (round == 12) {
                until(() -> fleet.connected() == 0);
                gateway.comeBack();
            }
            for (int device = 0; device < 30; device++) {
                fleet.send(message("cam-" + device, "d" + device + "r" + round));
            }
        }
        assertThat(fleet.awaitAcknowledgements(PATIENCE)).isZero();
        fleet.close();
        ledger.close();
        Set<String> distinct = new TreeSet<>(received());
        assertThat(distinct).hasSize(600);
        assertThat(meters.publishedCount()).isEqualTo(600);
        assertThat(meters.acknowledgedCount()).isEqualTo(600);
        assertThat(Files.readAllLines(folder.resolve("ledger.csv")))
                .hasSize(601)
                .contains("cam-3,77,1,2,0");
    }

    @ParameterizedTest
    @EnumSource(Fleet.Protocol.class)
    void allDevicesTakeTheirLeaveAtOnceAndAsTheyShould(Fleet.Protocol protocol) throws Exception {
        for (int device = 0; device < 60; device++) {
            fleet.add("cam-" + device, "token", protocol, Duration.ZERO, List::of);
        }
        until(() -> fleet.connected() == 60);
        long begin = System.nanoTime();
        fleet.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("one after the other they would take six seconds")
                .isLessThan(Duration.ofSeconds(3));
        until(() -> gateway.goodbyes() == 60);
    }

    @ParameterizedTest
    @CsvSource({"MQTT_3_1_1,0", "MQTT_3_1_1,1", "MQTT_3_1_1,2", "MQTT_5,0", "MQTT_5,1", "MQTT_5,2"})
    void everyMessageTravelsWithItsOwnQualityOfService(Fleet.Protocol protocol, int qos) throws Exception {
        fleet.add(new Member("cam-1", "token", protocol));
        for (int i = 0; i < 20; i++) {
            fleet.send(message("cam-1", "m" + i, qos));
        }
        assertThat(fleet.awaitAcknowledgements(PATIENCE)).isZero();
        until(() -> gateway.acknowledged().size() == 20);
        assertThat(gateway.acknowledged())
                .extracting(SmallGateway.Received::qos)
                .containsOnly(qos);
        assertThat(meters.unconfirmedCount()).isEqualTo(qos == 0 ? 20 : 0);
        assertThat(meters.acknowledgedCount()).isEqualTo(qos == 0 ? 0 : 20);
    }

    @ParameterizedTest
    @EnumSource(Fleet.Protocol.class)
    void aDeviceTellsItsBirthAndItsFarewellAndLeavesNoWill(Fleet.Protocol protocol) throws Exception {
        fleet.add(lifelike("cam-1", protocol, List.of(message("cam-1", "history"))));
        assertThat(fleet.awaitAcknowledgements(PATIENCE)).isZero();
        until(() -> gateway.acknowledged().size() == 2);
        fleet.close();
        until(() -> gateway.goodbyes() == 1);
        assertThat(received())
                .containsExactly(
                        "{\"status\":\"online\"}", "history", "{\"status\":\"offline\",\"reason\":\"switched off\"}");
        assertThat(gateway.acknowledged().getFirst().topic()).isEqualTo("city/traffic/cam-1/status");
        assertThat(gateway.acknowledged().getFirst().retained()).isTrue();
        assertThat(gateway.wills()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fleet.Protocol.class)
    void aLostConnectionLeavesTheWillAndWhatWasMeasuredMeanwhileIsSentOnReturn(Fleet.Protocol protocol)
            throws Exception {
        fleet.add(lifelike("cam-1", protocol, List.of()));
        until(() -> fleet.connected() == 1);
        fleet.cut("cam-1");
        fleet.send(message("cam-1", "meanwhile"));
        until(() -> gateway.wills().size() == 1);
        assertThat(gateway.wills().getFirst().payload()).contains("offline", "connection lost");
        assertThat(gateway.wills().getFirst().topic()).isEqualTo("city/traffic/cam-1/status");
        assertThat(received()).doesNotContain("meanwhile");
        until(() -> fleet.connected() == 0);
        fleet.restore("cam-1");
        assertThat(fleet.awaitAcknowledgements(PATIENCE)).isZero();
        assertThat(received()).endsWith("{\"status\":\"online\"}", "meanwhile");
        assertThat(gateway.goodbyes()).isZero();
    }

    @Test
    void aConcentratorPublishesForItsDevices() throws Exception {
        fleet.add(new Member("gw-1", "token", Fleet.Protocol.MQTT_5));
        Publication own = message("meter-7", "from afar");
        fleet.send(new Publication("meter-7", "gw-1", own.topic(), own.payload(), 1, false, own.contents(), null));
        assertThat(fleet.awaitAcknowledgements(PATIENCE)).isZero();
        assertThat(gateway.acknowledged())
                .extracting(SmallGateway.Received::clientId, SmallGateway.Received::topic)
                .containsExactly(tuple("gw-1", "city/traffic/meter-7/telemetry"));
    }

    @Test
    void aRefusedMessageIsCountedByItsReasonAndNotSentAgain() throws Exception {
        gateway.refuse("bad");
        fleet.add("cam-1", "token", Fleet.Protocol.MQTT_5, Duration.ZERO, List::of);
        fleet.send(message("cam-1", "bad"));
        fleet.send(message("cam-1", "good"));
        assertThat(fleet.awaitAcknowledgements(PATIENCE)).isZero();
        assertThat(meters.refusedCounts()).containsExactly(Map.entry("out-of-range", 1L));
        assertThat(meters.acknowledgedCount()).isEqualTo(1);
        assertThat(received()).containsExactly("bad", "good");
    }

    @ParameterizedTest
    @EnumSource(Fleet.Protocol.class)
    void aWrongTokenIsToldApartFromAGatewayThatIsAway(Fleet.Protocol protocol) throws Exception {
        gateway.admitOnly("right");
        fleet.add("cam-1", "wrong", protocol, Duration.ZERO, List::of);
        until(() -> registry.find("cityops.simulators.connection.lost")
                        .tag("cause", "refused-sign-in")
                        .counter()
                != null);
        assertThat(fleet.connected()).isZero();
    }

    @Test
    void moreThanADeviceCanKeepIsDroppedAndCounted() throws Exception {
        gateway.goAway();
        fleet.add("cam-1", "token", Fleet.Protocol.MQTT_5, Duration.ZERO, List::of);
        for (int i = 0; i < DeviceConnection.MOST_WAITING + 3; i++) {
            fleet.send(message("cam-1", "m" + i));
        }
        gateway.comeBack();
        assertThat(fleet.awaitAcknowledgements(PATIENCE)).isZero();
        assertThat(meters.droppedCount()).isEqualTo(3);
        assertThat(received()).hasSize(DeviceConnection.MOST_WAITING).doesNotContain("m0", "m1", "m2");
    }

    private List<String> received() {
        return gateway.acknowledged().stream()
                .map(SmallGateway.Received::payload)
                .toList();
    }

    private static Member lifelike(String id, Fleet.Protocol protocol, List<Publication> history) {
        return new Member(id, "token", protocol, Duration.ZERO, "traffic", 1, () -> history);
    }

    private static Publication message(String device, String payload, int qos) {
        Publication usual = message(device, payload);
        return new Publication(device, device, usual.topic(), usual.payload(), qos, false, usual.contents(), null);
    }

    private static Publication message(String device, String payload) {
        return new Publication(
                device,
                "city/traffic/" + device + "/telemetry",
                payload.getBytes(StandardCharsets.UTF_8),
                List.of(new Content(77, 1, 2, 0)),
                null);
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("nothing within " + PATIENCE).isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
