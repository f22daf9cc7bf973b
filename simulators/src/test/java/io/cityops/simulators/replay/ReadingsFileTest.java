package io.cityops.simulators.replay;

import static io.cityops.simulators.city.CityFixtures.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.simulators.device.Publication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingsFileTest {
    private static final String READINGS = """
            observed_at_ms,device,measure,value
            1000000,replay-air-1,pm25_ugm3,12.5
            1000000,replay-air-1,temperature_c,31
            1000000,replay-cam-1,vehicle_count,7
            1060000,replay-air-1,pm25_ugm3,13
            """;

    @TempDir
    private Path folder;

    private Map<String, ReplayMap.Station> stations = Map.of();

    @BeforeEach
    void readStations() throws IOException {
        stations = ReadingsFile.stations(Files.writeString(folder.resolve("stations.csv"), """
                        id,type,area,lat,lon,interval_seconds
                        replay-air-1,air-station,26743,,,60
                        replay-cam-1,traffic-camera,26743,10.7,106.7,20
                        """), CATALOGUE);
    }

    @Test
    void valuesOfOneDeviceAndMomentAreOneMessage() throws IOException {
        assertThat(played(1, true, 2_000_000))
                .containsExactly(
                        "city/environment/replay-air-1/telemetry {\"ts\":1000000,\"values\":{\"pm25_ugm3\":12.5,\"temperature_c\":31}}",
                        "city/traffic/replay-cam-1/telemetry {\"ts\":1000000,\"values\":{\"vehicle_count\":7}}",
                        "city/environment/replay-air-1/telemetry {\"ts\":1060000,\"values\":{\"pm25_ugm3\":13}}");
    }

    @Test
    void atSixtyTimesTheSpeedAMinutePassesInASecondAndTimeIsShifted() throws IOException {
        assertThat(played(60, false, 5_000_999)).hasSize(2);
        assertThat(played(60, false, 5_001_000)).hasSize(3).last().asString().contains("\"ts\":5001000");
    }

    @Test
    void aDeviceThatIsNotInTheTableIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("r.csv"), READINGS.replace("replay-cam-1", "cam-9"));
        try (ReadingsFile readings = ReadingsFile.open(file, stations)) {
            readings.next();
            assertThatThrownBy(readings::next).hasMessageContaining("cam-9");
        }
    }

    @Test
    void anotherFileIsRefusedAtItsFirstLine() throws IOException {
        Path file = Files.writeString(folder.resolve("r.csv"), "time,station\n");
        assertThatThrownBy(() -> ReadingsFile.open(file, stations)).hasMessageContaining("observed_at_ms");
    }

    private List<String> played(double speed, boolean keepTime, long until) throws IOException {
        Path file = Files.writeString(folder.resolve("readings.csv"), READINGS);
        List<String> lines = new ArrayList<>();
        try (ReadingsFile readings = ReadingsFile.open(file, stations)) {
            long start = keepTime ? 1_000_000 : 5_000_000;
            new Playback(readings, speed, keepTime, start).advanceTo(until, 100, p -> lines.add(line(p)));
        }
        return lines;
    }

    private static String line(Publication publication) {
        return publication.topic() + " " + new String(publication.payload(), StandardCharsets.UTF_8);
    }
}
