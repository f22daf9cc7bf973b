package io.cityops.localstack.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.localstack.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StackStateTest {
    private Process child;
    private Instant childStart;

    @BeforeEach
    void startChild() throws IOException {
        child = new ProcessBuilder("sleep", "60").start();
        childStart = LiveProcess.startOf(child.toHandle());
    }

    @AfterEach
    void killChild() {
        child.destroyForcibly();
    }

    @Test
    void deadProcessIsDownWhateverWasWrittenDown() throws Exception {
        StackState state = written(child.pid(), childStart);
        assertThat(state.verified().state()).isEqualTo(StackState.Overall.READY);

        child.destroyForcibly();
        child.waitFor(120, TimeUnit.SECONDS);

        assertThat(state.verified().state()).isEqualTo(StackState.Overall.DEGRADED);
        assertThat(state.verified().processes().getFirst().state()).isEqualTo(ProcessState.DOWN);
    }

    @Test
    void processOfTheSameIdThatStartedAtAnotherTimeIsSomebodyElse() {
        assertThat(LiveProcess.find(child.pid(), childStart)).isPresent();
        assertThat(LiveProcess.find(child.pid(), childStart.minus(Duration.ofMinutes(1))))
                .isEmpty();
    }

    @Test
    void withoutItsSupervisorTheCityIsDegradedWhileAnythingIsAliveAndThenDown() throws Exception {
        StackState orphaned = new StackState(
                StackState.Overall.READY, written(child.pid(), childStart).processes(), 0, Instant.EPOCH, true);
        assertThat(orphaned.verified().state()).isEqualTo(StackState.Overall.DEGRADED);

        child.destroyForcibly();
        child.waitFor(120, TimeUnit.SECONDS);

        assertThat(orphaned.verified().state()).isEqualTo(StackState.Overall.DOWN);
    }

    @Test
    void leftoversAreStoppedAndCounted() throws Exception {
        Console console = new Console(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), Clock.systemUTC());
        Leftovers leftovers = new Leftovers(written(child.pid(), childStart), console);

        assertThat(leftovers.stop(List.of("gateway", "part"), List.of())).isEqualTo(1);

        assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(leftovers.stop(List.of("gateway", "part"), List.of())).isZero();
    }

    private static StackState written(long pid, Instant startedAt) {
        ProcessHandle self = ProcessHandle.current();
        return new StackState(
                StackState.Overall.READY,
                List.of(new ProcessStatus("part", ProcessState.READY, pid, List.of(), startedAt, 0)),
                self.pid(),
                LiveProcess.startOf(self),
                true);
    }
}
