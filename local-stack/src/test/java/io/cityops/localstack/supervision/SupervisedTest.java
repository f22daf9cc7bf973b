package io.cityops.localstack.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.process.Launch;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTest {
    private static final Timing QUICK = new Timing(
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            Duration.ofMinutes(1),
            Duration.ofMillis(5),
            Duration.ofMillis(5),
            Duration.ofMillis(20));
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path logs;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(said, true, StandardCharsets.UTF_8), Clock.systemUTC());
    private final BlockingQueue<ProcessStatus> changes = new LinkedBlockingQueue<>();
    private final AtomicBoolean healthy = new AtomicBoolean(true);
    private final AtomicInteger firstStarts = new AtomicInteger();

    private Supervised supervised;

    @AfterEach
    void stop() {
        supervised.stop();
    }

    @Test
    void killedProcessIsStartedAgainAndCounted() throws Exception {
        ProcessStatus first = startAndAwaitReady("exec sleep 60");

        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
        ProcessStatus second = await(status -> status.state() == ProcessState.READY && status.pid() != first.pid());

        assertThat(second.restarts()).isEqualTo(1);
        assertThat(second.startedAt()).isAfterOrEqualTo(first.startedAt());
        assertThat(said()).contains("part was killed by signal 9; starting it again in 0.0 s");
        assertThat(firstStarts).hasValue(1);
    }

    @Test
    void partThatDiesBeforeItWasEverReadyFailsTheStartWithItsLog() {
        healthy.set(false);
        supervise("echo no such table; exit 3", LONG);

        assertThatThrownBy(() -> supervised.firstReady().get(120, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("part ended with exit code 3")
                .hasMessageContaining("part.log");
        assertThat(logs.resolve("part.log")).content().contains("no such table");
    }

    @Test
    void partThatNeverBecomesReadyFailsTheStartWithTheReason() {
        healthy.set(false);
        supervise("exec sleep 60", Duration.ofMillis(50));

        assertThatThrownBy(() -> supervised.firstReady().get(120, TimeUnit.SECONDS))
                .cause()
                .hasMessageContaining("alive but not able to work")
                .hasMessageContaining("the broker is away");
    }

    @Test
    void partThatIsAliveButCannotWorkIsNotReadyUntilItCanAgain() throws Exception {
        startAndAwaitReady("exec sleep 60");

        healthy.set(false);
        await(status -> status.state() == ProcessState.STARTING);
        healthy.set(true);
        ProcessStatus again = await(status -> status.state() == ProcessState.READY);

        assertThat(again.restarts()).isZero();
        assertThat(said()).contains("the broker is away").contains("part is able to work again");
    }

    @Test
    void stopIsOrderlyAndNothingIsStartedAfterIt() throws Exception {
        ProcessStatus running = startAndAwaitReady("trap 'echo drained; exit 0' TERM; sleep 60 & wait");

        supervised.stop();

        assertThat(ProcessHandle.of(running.pid()).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
        assertThat(logs.resolve("part.log")).content().contains("drained");
        assertThat(supervised.status().state()).isEqualTo(ProcessState.DOWN);
        assertThat(supervised.status().restarts()).isZero();
    }

    @Test
    void partThatIgnoresTheSignalIsKilled() throws Exception {
        ProcessStatus running = startAndAwaitReady("trap '' TERM; while :; do sleep 60; done");

        supervised.stop();

        assertThat(ProcessHandle.of(running.pid()).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
        assertThat(said()).contains("did not stop within").contains("killing it");
    }

    @Test
    void partWaitsForThoseItReliesOn() throws Exception {
        CompletableFuture<Void> database = new CompletableFuture<>();
        supervised = newSupervised("exec sleep 60", LONG);
        supervised.startAfter(List.of(database));
        assertThat(supervised.status().state()).isEqualTo(ProcessState.DOWN);

        database.complete(null);

        supervised.firstReady().get(120, TimeUnit.SECONDS);
        assertThat(supervised.status().state()).isEqualTo(ProcessState.READY);
    }

    @Test
    void partIsNotStartedWhenOneItReliesOnFailed() {
        supervised = newSupervised("exec sleep 60", LONG);
        supervised.startAfter(List.of(CompletableFuture.failedFuture(new StackFailure("no disk", "Make room"))));

        assertThatThrownBy(() -> supervised.firstReady().get(120, TimeUnit.SECONDS))
                .isInstanceOf(java.util.concurrent.CancellationException.class);
        assertThat(logs.resolve("part.log")).doesNotExist();
    }

    private ProcessStatus startAndAwaitReady(String script) throws Exception {
        // The script says when its traps are set; only then may it be asked to stop.
        supervise(script + "\n", LONG);
        return await(status -> status.state() == ProcessState.READY);
    }

    private void supervise(String script, Duration startLimit) {
        supervised = newSupervised(script, startLimit);
        supervised.startAfter(List.of());
    }

    private Supervised newSupervised(String script, Duration startLimit) {
        Path begun = logs.resolve("begun");
        Launch launch = new Launch(List.of("sh", "-c", trapsFirst(script, begun)), Map.of());
        Health health = () ->
                healthy.get() && Files.exists(begun) ? Health.Answer.UP : Health.Answer.down("the broker is away");
        Service service = new Service(
                "part",
                List.of(1883),
                () -> launch,
                health,
                health,
                firstStarts::incrementAndGet,
                "TERM",
                startLimit,
                Duration.ofMillis(500));
        return new Supervised(service, logs, QUICK, console, () -> changes.add(supervised.status()));
    }

    /** Ready only once a trap at the script's beginning is set. */
    private static String trapsFirst(String script, Path begun) {
        String touch = ": >'" + begun + "'; ";
        int endOfTrap = script.startsWith("trap") ? script.indexOf("TERM; ") + "TERM; ".length() : 0;
        return script.substring(0, endOfTrap) + touch + script.substring(endOfTrap);
    }

    private ProcessStatus await(Predicate<ProcessStatus> expected) throws InterruptedException {
        while (true) {
            ProcessStatus status = changes.poll(120, TimeUnit.SECONDS);
            assertThat(status)
                    .as("a change within 20 s; said so far: %s", said())
                    .isNotNull();
            if (expected.test(status)) {
                return status;
            }
        }
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
