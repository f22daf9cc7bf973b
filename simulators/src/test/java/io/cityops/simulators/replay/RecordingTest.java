package io.cityops.simulators.replay;

import static io.cityops.simulators.replay.RecordingFixtures.HEADER;
import static io.cityops.simulators.replay.RecordingFixtures.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.simulators.replay.Skips.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    @TempDir
    private Path folder;

    @Test
    void rowsComeInTheOrderOfTimeOverAllStationsWhateverTheOrderOfTheFile() {
        Recording recording = recording(folder, HEADER + """
                23-02-2021 23:00,1,9,12.5,1
                23-02-2021 21:00,2,9,14,1
                24-02-2021 00:00,1,9,11,1
                23-02-2021 21:00,1,9,13,1
                """);
        assertThat(recording.rows())
                .extracting(row -> row.station().id() + " " + row.values()[0])
                .containsExactly("air-b 14.0", "air-a 13.0", "air-a 12.5", "air-a 11.0");
    }

    @Test
    void unitsAreConvertedAndEmptyCellsStayAway() {
        Recording recording = recording(folder, HEADER + "23-02-2021 21:00,1,9,,0.5\n");
        assertThat(recording.rows()).singleElement().satisfies(row -> {
            assertThat(row.values()[0]).isNaN();
            assertThat(row.values()[1]).isEqualTo(574.5);
        });
    }

    @Test
    void badRowsAreCountedByReasonWithTheirLine() {
        Recording recording = recording(folder, HEADER + """
                2021-02-23 21:00,1,9,12,1
                23-02-2021 21:00,7,9,12,1
                23-02-2021 21:00,1,9,dirt,1
                23-02-2021 21:00,2,9,,
                23-02-2021 22:00,2,9,5,1
                23-02-2021 22:00,2,9,6,1
                23-02-2021 23:00,2,9
                """);
        Skips skips = recording.skips();
        assertThat(skips.count(Reason.TIME_UNREADABLE)).isEqualTo(1);
        assertThat(skips.count(Reason.STATION_UNKNOWN)).isEqualTo(1);
        assertThat(skips.count(Reason.VALUE_UNREADABLE)).isEqualTo(2);
        assertThat(skips.count(Reason.NO_VALUES)).isEqualTo(1);
        assertThat(skips.count(Reason.SAME_STATION_AND_TIME)).isEqualTo(1);
        assertThat(skips.report())
                .anySatisfy(line -> assertThat(line).contains("time unreadable 1", "line 2", "2021-02-23 21:00"))
                .anySatisfy(line -> assertThat(line).contains("station unknown 1", "line 3", "'7'"))
                .anySatisfy(line -> assertThat(line).contains("line 4", "'dirt' is not a number"));
        assertThat(recording.rows()).hasSize(2); // the dirty one for its good value, and one of the two at 22:00
    }

    @Test
    void columnsThatTheMapDoesNotNameAndColumnsThatTheFileHasNotAreRefused() {
        assertThatThrownBy(() -> recording(folder, "date,station,TSP,PM25,CO\n23-02-2021 21:00,1,9,12,1\n"))
                .isInstanceOf(MapProblem.class)
                .hasMessageContaining("a column 'PM2.5' that the file has not; did you mean 'PM25'?")
                .hasMessageContaining("a column 'PM25' that the map does not name; add it to measures or to ignore");
    }
}
