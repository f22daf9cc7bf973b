package io.cityops.simulators.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path folder;

    @Test
    void percentilesAreThoseOfTheRecordedMicroseconds() {
        Percentiles percentiles = latencies();
        assertThat(percentiles.count()).isEqualTo(1_000);
        assertThat(percentiles.p50()).isEqualTo(0.5);
        assertThat(percentiles.p99()).isEqualTo(0.99);
        assertThat(percentiles.max()).isEqualTo(1.0);
        assertThat(percentiles.curve().getLast()).containsExactly(100, 1.0);
    }

    @Test
    void whatIsWrittenAsJsonIsReadTheSame() throws IOException {
        LoadResult result = result("gateway, 5,000 msg/s", 5_000);
        Path file = folder.resolve("r.json");
        Files.writeString(file, ResultFile.json(result));
        assertThat(ResultFile.read(file)).usingRecursiveComparison().isEqualTo(result);
        assertThat(Files.readString(file))
                .contains("\"acknowledged\" : 998", "\"p99.9\" :", "\"latency_ms\"", "\"send_delay_ms\"");
    }

    @Test
    void theTextSaysWhatTheContractAsksFor() {
        assertThat(TextReport.of(result("gateway", 5_000)))
                .contains("due 1,000  sent 1,000  acknowledged 998  refused 2  unanswered 0  unsent 0")
                .contains("p50", "p99", "p99.9", "refused: 2 out-of-range", "own ceiling here: 150,000 msg/s")
                .contains("due to acknowledged                     0.50      0.90      0.99      1.00      1.00");
    }

    @Test
    void thePageNeedsNothingElseAndEscapesWhatItIsGiven() {
        String page = HtmlReport.page("A <b>", "now", List.of(result("one", 1), result("two", 2)), List.of("x & y"));
        assertThat(page).contains("A &lt;b&gt;", "x &amp; y", "<svg", "prefers-color-scheme: dark");
        assertThat(page).doesNotContain("http://", "https://", "<script", "NaN", "Infinity");
        assertThat(page.split("<section", -1)).hasSize(4);
    }

    private static Percentiles latencies() {
        Histogram micros = new Histogram(3);
        for (int i = 1; i <= 1_000; i++) {
            micros.recordValue(i);
        }
        return Percentiles.of(micros);
    }

    private static LoadResult result(String name, double rate) {
        Percentiles latencies = latencies();
        return new LoadResult(
                1,
                name,
                "2026-11-24T00:30:00Z",
                new LoadResult.Setup(
                        "mqtt://127.0.0.1:1883",
                        "lean",
                        "5",
                        1,
                        rate,
                        60,
                        0,
                        false,
                        10,
                        10,
                        180,
                        1,
                        1,
                        256,
                        1,
                        null,
                        0.5),
                1_000,
                1_000,
                998,
                2,
                0,
                0,
                0,
                rate,
                rate,
                latencies,
                latencies,
                latencies,
                new LoadResult.EndToEnd(latencies, 5, 100, 100, 50),
                Map.of("out-of-range", 2L),
                new LoadResult.Connections(10, 0, 10, Map.of(), latencies, 0.1),
                new LoadResult.Cost(0.5, 0.4, 1.5, 0.03, 1_000_000, 64),
                new LoadResult.Ceiling(150_000, 0.9, 10, 1.2, 0.7, 0.4),
                new LoadResult.Machine("a processor", 2, 4_096, "Linux", "Java", 0.5),
                List.of(
                        new LoadResult.Moment(1, 1, 500, 500, 499, 1, 10, 0.5, 0.9, 1, 0.2, 0.5),
                        new LoadResult.Moment(2, 1, 500, 500, 499, 1, 10, 0.5, 0.9, 1, 0.2, 0.5)),
                List.of());
    }
}
