package io.cityops.simulators.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cityops.simulators.city.CityFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayMapTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    @TempDir
    private Path folder;

    @Test
    void aValidMapTellsDevicesColumnsAndTimes() {
        ReplayMap map = RecordingFixtures.map(folder, RecordingFixtures.MAP);
        ReplayMap.Station first = map.devices().get("1");
        assertThat(first.id()).isEqualTo("air-a");
        assertThat(first.sector()).isEqualTo("environment");
        assertThat(first.interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(map.devices().get("2").interval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(map.devices().get("2").lat()).isNaN();
        assertThat(map.columns()).extracting(ReplayMap.Column::scale).containsExactly(1.0, 1145.0);
        assertThat(map.timeFormat().millisOf("23-11-2026 10:00")).isEqualTo(CityFixtures.MONDAY_TEN);
    }

    @Test
    void allProblemsAreToldAtOnceWithLineAndRemedy() {
        String broken = RecordingFixtures.MAP
                .replace("air-station, area: \"26740\"", "air-sttion, area: \"9\"")
                .replace("scale", "scal")
                .replace("pm25_ugm3", "pm25_ugm")
                .replace("ignore", "ignor");
        assertThat(problems(broken))
                .satisfiesExactlyInAnyOrder(
                        p -> assertThat(p).contains("map.yaml:6 type", "did you mean 'air-station'?"),
                        p -> assertThat(p).contains("map.yaml:6 area", "no area '9'", "ward's code"),
                        p -> assertThat(p).contains("map.yaml:9 measure", "did you mean 'pm25_ugm3'?"),
                        p -> assertThat(p).contains("map.yaml:10 scal", "did you mean 'scale'?"),
                        p -> assertThat(p).contains("map.yaml:11 ignor", "did you mean 'ignore'?"));
    }

    @Test
    void whatIsMissingOrDoubledIsTold() {
        assertThat(problems(RecordingFixtures.MAP.replace("time_column: date\n", "")))
                .singleElement()
                .asString()
                .contains("time_column", "is missing");
        assertThat(problems(RecordingFixtures.MAP.replace("value: \"2\"", "value: \"1\"")))
                .singleElement()
                .asString()
                .contains("map.yaml:7 value", "stands twice");
        assertThat(problems(RecordingFixtures.MAP.replace("air-b", "air-a")))
                .singleElement()
                .asString()
                .contains("map.yaml:7 id", "stands twice");
        assertThat(problems(RecordingFixtures.MAP.replace("air-b", "air b")))
                .singleElement()
                .asString()
                .contains("letters, digits");
    }

    @Test
    void timeFormatsAndZonesThatAreNoneAreTold() {
        assertThat(problems(RecordingFixtures.MAP.replace("dd-MM-yyyy HH:mm", "dd-MM-jjjj")))
                .singleElement()
                .asString()
                .contains("map.yaml:2 time_format");
        assertThat(problems(RecordingFixtures.MAP.replace("Asia/Ho_Chi_Minh", "Asia/Saigoon")))
                .singleElement()
                .asString()
                .contains("map.yaml:3 zone", "such as Asia/Ho_Chi_Minh");
    }

    @Test
    void aMeasureThatTheDeviceTypeCannotSendIsTold() {
        assertThat(problems(RecordingFixtures.MAP.replace("co_ugm3", "water_level_m")))
                .singleElement()
                .asString()
                .contains("a air-station does not send water_level_m");
    }

    @Test
    void whatIsNoYamlIsToldWithItsLine() {
        assertThat(problems("time_column: date\ndevices: [oh\n"))
                .singleElement()
                .asString()
                .contains("map.yaml:3");
        assertThat(problems("")).singleElement().asString().contains("is empty");
    }

    @Test
    void theExampleMapsAreValid() throws IOException {
        for (String name : List.of("air-recording.yaml", "healthyair-hcmc.yaml")) {
            assertThat(ReplayMap.read(EXAMPLES.resolve(name), CityFixtures.CATALOGUE)
                            .stations())
                    .hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void theExampleRecordingFitsItsMapAndHasNothingToSkip() throws IOException {
        ReplayMap map = ReplayMap.read(EXAMPLES.resolve("air-recording.yaml"), CityFixtures.CATALOGUE);
        Recording recording = Recording.read(Files.newBufferedReader(EXAMPLES.resolve("air-recording.csv")), map);
        assertThat(recording.rows()).hasSize(288);
        assertThat(recording.skips().total()).isZero();
    }

    private List<String> problems(String yaml) {
        MapProblem problem = catchThrowableOfType(MapProblem.class, () -> RecordingFixtures.map(folder, yaml));
        assertThat(problem).isNotNull();
        return problem.problems();
    }
}
