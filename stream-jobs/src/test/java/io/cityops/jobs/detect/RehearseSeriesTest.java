package io.cityops.jobs.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearseSeriesTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private Path in;
    private Path out;

    @BeforeEach
    void folders() throws IOException {
        in = Files.createDirectories(folder.resolve("in/roads"));
        in = in.getParent();
        out = folder.resolve("out");
    }

    @Test
    void writesTheSameTreeWithAScoreForEachRow() throws IOException {
        write("roads/one.csv", series(600, 500));
        write("notes.txt", "not a series");
        assertThat(run()).isZero();
        List<String> rows = Files.readAllLines(out.resolve("roads/one.csv"));
        assertThat(rows).hasSize(601);
        assertThat(rows.getFirst()).isEqualTo("timestamp,value,anomaly_score");
        assertThat(rows.get(1)).isEqualTo("2026-11-02 00:00:00," + value(rows.get(1)) + ",0.000000");
        assertThat(score(rows.get(501))).isGreaterThan(0.8);
        assertThat(rows.subList(1, 501)).allMatch(row -> score(row) < 0.5);
        assertThat(out.resolve("notes.txt")).doesNotExist();
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("1/1 roads/one.csv: 600 rows, 1 alarms");
    }

    @Test
    void readsTheTimesThatPeopleWrite() throws IOException {
        write("times.csv", """
            timestamp,value
            2014-02-14 14:30:00,1
            2014-02-14 14:35,2
            2014-02-14 14:40:00.000000,3
            2014-02-14T14:45:00Z,4
            2014-02-14T21:50:00+07:00,5
            "2014-02-14 14:55:00","6"
            """);
        assertThat(run()).isZero();
    }

    @Test
    void findsItsColumnsByNameWhereverTheyStand() throws IOException {
        write("wide.csv", "station,Value,timestamp\nriver,1.5,2026-11-02 00:00:00\n");
        assertThat(run()).isZero();
        assertThat(Files.readAllLines(out.resolve("wide.csv")).get(1)).isEqualTo("2026-11-02 00:00:00,1.5,0.000000");
    }

    @Test
    void namesEachBadRowAndGoesOn() throws IOException {
        write("bad.csv", """
            timestamp,value
            2026-11-02 00:00:00,1
            yesterday,2
            2026-11-02 00:10:00,much
            2026-11-02 00:15:00,NaN
            2026-11-02 00:20:00
            2026-11-02 00:25:00,
            2026-11-02 00:30:00,3
            """);
        assertThat(run()).isEqualTo(1);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("bad.csv:3: the timestamp 'yesterday' is not a time such as 2014-02-14 14:30:00")
                .contains("bad.csv:4: the value 'much' is not a number")
                .contains("bad.csv:5: the value 'NaN' is not a finite number")
                .contains("bad.csv:6: it has 1 columns only")
                .contains("bad.csv:7: the value is missing")
                .contains("5 bad rows");
        assertThat(Files.readAllLines(out.resolve("bad.csv"))).hasSize(8);
    }

    @Test
    void aFileThatIsNoSeriesIsToldAndTheOthersAreDone() throws IOException {
        write("a.csv", "");
        write("b.csv", "time,reading\n1,2\n");
        write("c.csv", series(10, 20));
        write("d.csv", "timestamp,value\n");
        assertThat(run()).isEqualTo(1);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("a.csv: not done, it is empty")
                .contains("b.csv: not done, line 1: the columns timestamp and value are needed, but there are:"
                        + " time,reading")
                .contains("d.csv: not done, it has no rows")
                .contains("1 of 4 files");
        assertThat(out.resolve("c.csv")).exists();
        assertThat(out.resolve("a.csv")).doesNotExist();
    }

    @Test
    void refusesToWriteIntoWhatItReads() {
        out = in.resolve("scored");
        assertThat(run()).isEqualTo(2);
        out = in;
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void aFolderThatIsNotThereIsWrongUsageAndOneWithoutSeriesAFailure() {
        assertThat(run()).isEqualTo(1);
        in = folder.resolve("nowhere");
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void whatWasWrittenIsScoredAgainstLabels() throws IOException {
        write("roads/one.csv", series(1_000, 500));
        assertThat(run()).isZero();
        Path labels = folder.resolve("labels.json");
        Files.writeString(labels, """
            {"roads/one.csv": [["%s.000000", "%s.000000"]], "roads/other.csv": []}
            """.formatted(time(480), time(580)));
        assertThat(ScoreSeries.run(out, labels, 0.5, new PrintStream(told, true, StandardCharsets.UTF_8)))
                .isZero();
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("1 labelled files are not in")
                .containsPattern("roads +1 +1 +1 +[01] +9[0-9]\\.");
    }

    private int run() {
        return new RehearseSeries(new PrintStream(told, true, StandardCharsets.UTF_8), Sensitivity.DEFAULT)
                .run(in, out);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(in.resolve(name), text);
    }

    /** Noise around 20 with one value far off. */
    private static String series(int rows, int jumpAt) {
        Random chance = new Random(1);
        StringBuilder csv = new StringBuilder("timestamp,value\n");
        for (int i = 0; i < rows; i++) {
            double value = i == jumpAt ? 50 : 20 + chance.nextGaussian();
            csv.append(String.format(Locale.ROOT, "%s,%.3f%n", time(i), value));
        }
        return csv.toString();
    }

    private static String time(int row) {
        return LocalDateTime.of(2026, 11, 2, 0, 0)
                .plusMinutes(5L * row)
                .format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT));
    }

    private static String value(String row) {
        return row.split(",")[1];
    }

    private static double score(String row) {
        return Double.parseDouble(row.split(",")[2]);
    }
}
