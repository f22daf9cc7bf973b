package io.cityops.simulators.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.simulators.load.LoadRun.Played;
import io.cityops.simulators.report.LoadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadRunIT {
    private static final Duration LENGTH = Duration.ofMillis(1_500);
    private static final double RATE = 2_000;

    private NullBroker broker;

    @BeforeEach
    void startBroker() throws IOException {
        broker = new NullBroker(0);
        Thread.ofPlatform().daemon().start(broker);
    }

    @AfterEach
    void stopBroker() throws IOException {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"V3_1_1, 1, 1, 1", "V5, 1, 2, 5", "V5, 2, 1, 1"})
    void everyMessageThatIsDueIsSentAndAnswered(MqttProtocol protocol, int qos, int loops, int burst) throws Exception {
        LoadResult result = run(plan(protocol, qos, loops, burst, false), () -> {});
        assertThat(result.due()).isEqualTo(3_000);
        assertThat(result.sent()).isEqualTo(3_000);
        assertThat(result.acknowledged()).isEqualTo(3_000);
        assertThat(result.latencyMs().count()).isEqualTo(3_000);
        assertThat(result.notes()).isEmpty();
        assertThat(result.connections().lost()).isZero();
    }

    @Test
    void withQosZeroNothingIsAnswered() throws Exception {
        LoadResult result = run(plan(MqttProtocol.V5, 0, 1, 1, false), () -> {});
        assertThat(result.sent()).isEqualTo(3_000);
        assertThat(result.acknowledged() + result.unanswered()).isZero();
        assertThat(result.isComplete()).isTrue();
    }

    /** A closed loop would send nothing during the stall, and report a single long latency. */
    @Test
    void aStallOfTheBrokerShowsInTheLatencyOfEveryMessageThatWasDueDuringIt() throws Exception {
        LoadResult result = run(plan(MqttProtocol.V5, 1, 1, 1, false), () -> {
            pause(500);
            broker.stall(true);
            pause(600);
            broker.stall(false);
        });
        assertThat(result.acknowledged()).isEqualTo(3_000);
        assertThat(result.latencyMs().max()).isGreaterThan(500);
        assertThat(result.latencyMs().p90())
                .as("four in ten messages were due during the stall")
                .isGreaterThan(300);
    }

    @Test
    void afterAConnectionStormEverythingIsSentAgainAndAnswered() throws Exception {
        LoadResult result = run(plan(MqttProtocol.V5, 1, 1, 1, true), () -> {});
        assertThat(result.connections().lost()).isEqualTo(20);
        assertThat(result.connections().opened()).isEqualTo(40);
        assertThat(result.sent()).isEqualTo(3_000);
        assertThat(result.acknowledged() + result.refused() + result.unanswered())
                .isEqualTo(result.sent());
        assertThat(result.acknowledged()).isEqualTo(3_000);
    }

    private LoadPlan plan(MqttProtocol protocol, int qos, int loops, int burst, boolean storm) {
        return new LoadPlan(
                new LoadPlan.Target("127.0.0.1", broker.port(), null),
                protocol,
                qos,
                new Schedule(RATE, Duration.ZERO, LENGTH),
                20,
                burst,
                loops,
                256,
                10_000,
                storm,
                Duration.ofSeconds(5));
    }

    private static LoadResult run(LoadPlan plan, Runnable meanwhile) throws Exception {
        List<LoadClient> clients = new ArrayList<>();
        for (int i = 0; i < plan.connections(); i++) {
            byte[] payload = "{\"ts\":1000000000000,\"seq\":1000000000,\"values\":{\"rain_mm\":0.2}}"
                    .getBytes(StandardCharsets.UTF_8);
            clients.add(new LoadClient(
                    "d" + i, "d" + i, "t", List.of(new LoadClient.Playing("city/water/d" + i, List.of(payload)))));
        }
        Measurements measured = new Measurements();
        LeanClients lean = new LeanClients(plan, measured, clients);
        LoadRun run = new LoadRun(plan, lean, measured, Clock.systemUTC());
        assertThat(run.connect(LoadRunIT::waitFor)).isEqualTo(plan.connections());
        Thread other = Thread.ofPlatform().start(meanwhile);
        Played played = run.play(LoadRunIT::waitFor, moment -> {});
        other.join();
        return run.result("test", null, played, null, null, List.of());
    }

    private static boolean waitFor(Duration patience) throws InterruptedException {
        Thread.sleep(patience);
        return false;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
