package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.telemetry.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What devices and operators see while a neighbour is away. */
@ExtendWith(GatewayResource.class)
class OutageIT {
    private static final int IN_FLIGHT_LIMIT = 256;
    private static final int IN_FLIGHT_BYTES_LIMIT = 32 << 20;

    private final RunningGateway city;

    OutageIT(RunningGateway city) {
        this.city = city;
    }

    @Test
    void nothingIsAcknowledgedWhileKafkaIsDeadAndEverythingOnceItIsBack() throws Exception {
        String token = city.register("it-dead", true);
        try (Device5 device = Device5.signIn(city, "it-dead", token)) {
            city.kafka().kill();
            List<CompletableFuture<Device5.Answer>> answers = new ArrayList<>();
            for (int seq = 1; seq <= 20; seq++) {
                answers.add(device.publishLater("city/water/it-dead/telemetry", message(seq), 1));
            }
            Eventually.holds(() -> city.get("/health").statusCode() == 503);
            assertThat(answers).noneMatch(CompletableFuture::isDone);

            city.kafka().start();

            for (CompletableFuture<Device5.Answer> answer : answers) {
                assertThat(answer.get(120, TimeUnit.SECONDS).code()).isZero();
            }
        }
        assertThat(seqsOf("it-dead"))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
        Eventually.holds(() -> city.get("/health").statusCode() == 200);
    }

    @Test
    void floodAgainstAFrozenKafkaIsHeldBackInTheSocketAndArrivesWhole() throws Exception {
        String token = city.register("it-flood", true);
        int messages = 20_000;
        Flood flood = new Flood(city.mqttPort(), "it-flood", token);

        city.freezeKafka();
        double held;
        try {
            flood.start("city/water/it-flood/telemetry", messages);
            Eventually.holds(() -> city.meter("cityops_gateway_in_flight_messages") >= IN_FLIGHT_LIMIT);
            Eventually.holds(() -> city.get("/health").statusCode() == 503);
            held = city.meter("cityops_gateway_in_flight_messages");
        } finally {
            city.thawKafka();
        }

        assertThat(held).isBetween((double) IN_FLIGHT_LIMIT, IN_FLIGHT_LIMIT + 10.0);
        flood.awaitAcknowledgements();
        assertThat(flood.acknowledgedInOrder()).isTrue();
        assertThat(seqsOf("it-flood"))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, messages).boxed().toList());
    }

    @Test
    void largeMessagesOfManyDevicesAgainstAFrozenKafkaFillNoMoreMemoryThanTheyMay() throws Exception {
        int devices = 30;
        int messagesEach = 40;
        byte[] large = new byte[60_000];
        List<RawClient> clients = new ArrayList<>();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            RawClient client = new RawClient(city.mqttPort());
            client.signIn("it-large-" + i, city.register("it-large-" + i, true));
            clients.add(client);
        }
        city.freezeKafka();
        double held;
        try {
            for (int i = 0; i < devices; i++) {
                senders.add(Thread.startVirtualThread(sending(clients.get(i), "it-large-" + i, large, messagesEach)));
            }
            Eventually.holds(() -> city.get("/health").body().contains("\"held_back\":true"));
            held = city.meter("cityops_gateway_in_flight_bytes");
        } finally {
            city.thawKafka();
        }

        // Over the limit by no more than what was read when it was reached: a message of each device.
        assertThat(held).isBetween((double) IN_FLIGHT_BYTES_LIMIT, IN_FLIGHT_BYTES_LIMIT + devices * 70_000.0);
        for (int i = 0; i < devices; i++) {
            for (int packetId = 1; packetId <= messagesEach; packetId++) {
                assertThat(clients.get(i).read().body()).containsExactly(packetId >> 8, packetId);
            }
            senders.get(i).join();
            clients.get(i).close();
        }
    }

    private static Runnable sending(RawClient client, String deviceId, byte[] payload, int messages) {
        return () -> {
            try {
                for (int packetId = 1; packetId <= messages; packetId++) {
                    int id = packetId;
                    client.send(RawClient.PUBLISH_QOS1, body -> {
                        body.writeUTF("city/water/" + deviceId + "/telemetry");
                        body.writeShort(id);
                        body.write(payload);
                    });
                    client.flush();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    @Test
    void devicesSignInFromMemoryWhileTheDatabaseIsAway() throws Exception {
        String token = city.register("it-memory", true);
        city.database().kill();
        try {
            Eventually.holds(() -> city.get("/health").body().contains("from memory"));
            assertThat(city.get("/health").statusCode()).isEqualTo(200);
            assertThat(city.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(city.get("/health/ready").statusCode()).isEqualTo(503);
            try (Device5 device = Device5.signIn(city, "it-memory", token)) {
                assertThat(device.publish("city/water/it-memory/telemetry", message(1), 1)
                                .code())
                        .isZero();
            }
        } finally {
            city.database().start();
        }

        String late = city.register("it-after-the-outage", true);
        try (Device5 device = Device5.signIn(city, "it-after-the-outage", late)) {
            assertThat(device.isConnected()).isTrue();
        }
        assertThat(city.get("/health").body()).doesNotContain("from memory");
        assertThat(city.get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void orderlyStopTellsItsDevicesAndKeepsWhatItAcknowledged() throws Exception {
        String token = city.register("it-stop", true);
        try (Device5 device = Device5.signIn(city, "it-stop", token)) {
            List<CompletableFuture<Device5.Answer>> answers = new ArrayList<>();
            for (int seq = 1; seq <= 50; seq++) {
                answers.add(device.publishLater("city/water/it-stop/telemetry", message(seq), 1));
            }
            answers.getFirst().get(120, TimeUnit.SECONDS);
            city.stopGateway();

            assertThat(device.disconnection().get(120, TimeUnit.SECONDS)).isEqualTo(0x8B);
            List<Long> stored = seqsOf("it-stop");
            for (int i = 0; i < answers.size(); i++) {
                CompletableFuture<Device5.Answer> answer = answers.get(i);
                // Paho ends what is still waiting with the code of the DISCONNECT.
                if (answer.isDone()
                        && !answer.isCompletedExceptionally()
                        && answer.join().code() == 0) {
                    assertThat(stored).as("answered with " + answer.join()).contains(i + 1L);
                }
            }
        } finally {
            city.startGateway();
        }
    }

    private List<Long> seqsOf(String deviceId) {
        return city.telemetryOf(deviceId).stream()
                .flatMap(telemetry -> telemetry.observations().stream())
                .map(Observation::seq)
                .toList();
    }

    private static String message(int seq) {
        return "{\"seq\":" + seq + ",\"values\":{\"water_level_m\":1.5}}";
    }
}
