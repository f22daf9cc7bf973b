package io.cityops.localstack.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    private static final Instant BEGIN = Instant.parse("2026-11-22T07:15:30.250Z");
    private static final StackState STATE = new StackState(
            StackState.Overall.DEGRADED,
            List.of(
                    new ProcessStatus("gateway", ProcessState.READY, 4711, List.of(1883, 9101), BEGIN, 2),
                    new ProcessStatus("jobs", ProcessState.DOWN, 0, List.of(8081), null, 0)),
            4700,
            BEGIN,
            true);

    @TempDir
    Path folder;

    @Test
    void jsonHasTheContractsNames() {
        assertThat(StateFile.toJson(STATE).replaceAll("\\s", ""))
                .startsWith("{\"state\":\"degraded\",\"processes\":["
                        + "{\"name\":\"gateway\",\"state\":\"ready\",\"pid\":4711,\"ports\":[1883,9101],"
                        + "\"started_at\":\"2026-11-22T07:15:30.250Z\",\"restarts\":2},"
                        + "{\"name\":\"jobs\",\"state\":\"down\",\"pid\":null,\"ports\":[8081],"
                        + "\"started_at\":null,\"restarts\":0}]");
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        StateFile file = new StateFile(folder.resolve("run/stack.json"));
        file.write(STATE);
        assertThat(file.read()).isEqualTo(STATE);
    }

    @Test
    void nothingWasWrittenMeansNothingRuns() throws IOException {
        assertThat(new StateFile(folder.resolve("stack.json")).read()).isEqualTo(StackState.nothing());
    }

    @Test
    void fileThatIsNoStateMeansNothingRuns() throws IOException {
        Path file = Files.writeString(folder.resolve("stack.json"), "{\"state\": \"rea");
        assertThat(new StateFile(file).read()).isEqualTo(StackState.nothing());
    }

    @Test
    void fieldsOfALaterVersionAreSkipped() throws IOException {
        Path file = Files.writeString(
                folder.resolve("stack.json"), "{\"since\": {\"x\": [1]}, \"state\": \"ready\", \"processes\": []}");
        assertThat(new StateFile(file).read().state()).isEqualTo(StackState.Overall.READY);
    }
}
