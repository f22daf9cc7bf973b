package io.cityops.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlinkRestTest {
    @Test
    void ofSeveralJobsTheFirstIsRead() throws IOException {
        assertThat(FlinkRest.read("{\"jobs\":[{\"jid\":\"b\",\"state\":\"RUNNING\",\"tasks\":{\"running\":7}},"
                        + "{\"jid\":\"a\",\"state\":\"FINISHED\"}]}"))
                .containsEntry("jid", "b")
                .containsEntry("state", "RUNNING")
                .containsEntry("running", "7");
    }

    @Test
    void aFinishedSavepointTellsWhereItLies() throws IOException {
        assertThat(FlinkRest.read("{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"file:/a b/s-1\","
                        + "\"failure-cause\":null}}"))
                .isEqualTo(Map.of("id", "COMPLETED", "location", "file:/a b/s-1"));
    }

    @Test
    void aFailedSavepointTellsTheKindOfFailure() throws IOException {
        assertThat(FlinkRest.read("{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":"
                        + "{\"class\":\"CheckpointException\",\"stack-trace\":\"...\"}}}"))
                .containsEntry("class", "CheckpointException")
                .doesNotContainKey("location");
    }
}
