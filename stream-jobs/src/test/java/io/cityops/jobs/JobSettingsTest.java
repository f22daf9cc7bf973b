package io.cityops.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.model.settings.Settings;
import io.cityops.model.settings.SettingsException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobSettingsTest {
    private static final Map<String, String> LEAST = Map.of(
            "CITYOPS_KAFKA", "127.0.0.1:9092",
            "CITYOPS_DB_URL", "jdbc:postgresql://127.0.0.1:5433/cityops",
            "CITYOPS_DB_PASSWORD", "secret",
            "CITYOPS_DATA", "/var/lib/cityops");

    @Test
    void theDefaultsAreThese() {
        JobSettings settings = JobSettings.from(new Settings(LEAST));
        assertThat(settings.database().user()).isEqualTo("cityops_jobs");
        assertThat(settings.checkpoints()).hasToString("/var/lib/cityops/flink/checkpoints");
        assertThat(settings.bind()).isEqualTo("127.0.0.1");
        assertThat(settings.restPort()).isEqualTo(8081);
        assertThat(settings.metricsPort()).isEqualTo(9102);
        assertThat(settings.parallelism()).isEqualTo(2);
        assertThat(settings.checkpointEvery()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.timing()).isEqualTo(Timing.DEFAULT);
        assertThat(settings.timing().watermarkLag()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.timing().lateness()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void theKeysAreThese() {
        Map<String, String> all = new HashMap<>(LEAST);
        all.put("CITYOPS_PORT_OFFSET", "2000");
        all.put("CITYOPS_JOBS_PARALLELISM", "4");
        all.put("CITYOPS_JOBS_CHECKPOINT_EVERY", "5s");
        all.put("CITYOPS_JOBS_WATERMARK_LAG", "3s");
        all.put("CITYOPS_JOBS_LATENESS", "1h");
        all.put("CITYOPS_JOBS_DUPLICATE_MEMORY", "2h");
        all.put("CITYOPS_JOBS_EARLY_EVERY", "500ms");
        all.put("CITYOPS_JOBS_PRESENCE_EVERY", "1m");
        all.put("CITYOPS_JOBS_TICK_GAP", "8s");
        JobSettings settings = JobSettings.from(new Settings(all));
        assertThat(settings.restPort()).isEqualTo(10_081);
        assertThat(settings.metricsPort()).isEqualTo(11_102);
        assertThat(settings.parallelism()).isEqualTo(4);
        assertThat(settings.checkpointEvery()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.timing())
                .isEqualTo(new Timing(
                        Duration.ofSeconds(3),
                        Duration.ofHours(1),
                        Duration.ofHours(2),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(20),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(8)));
    }

    @Test
    void moreReadersThanPartitionsAreRefusedSinceTheyWouldHoldEventTime() {
        Map<String, String> settings = new HashMap<>(LEAST);
        settings.put("CITYOPS_JOBS_PARALLELISM", "5");
        assertThatThrownBy(() -> JobSettings.from(new Settings(settings)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("CITYOPS_JOBS_PARALLELISM=5")
                .hasMessageContaining("from 1 to 4");
    }

    @Test
    void thePasswordIsNeverPrinted() {
        assertThat(JobSettings.from(new Settings(LEAST)).toString()).doesNotContain("secret");
    }
}
