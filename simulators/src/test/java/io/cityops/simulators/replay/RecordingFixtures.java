package io.cityops.simulators.replay;

import io.cityops.simulators.city.CityFixtures;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small recording of two stations and its map. */
final class RecordingFixtures {
    static final String MAP = """
            time_column: date
            time_format: dd-MM-yyyy HH:mm
            zone: Asia/Ho_Chi_Minh
            device_column: station
            devices:
              - {value: "1", id: air-a, type: air-station, area: "26740", lat: 10.78, lon: 106.7, interval: 30s}
              - {value: "2", id: air-b, type: air-station, area: "26743"}
            measures:
              - {column: PM2.5, measure: pm25_ugm3}
              - {column: CO, measure: co_ugm3, scale: 1145, offset: 2}
            ignore: [TSP]
            """;

    static final String HEADER = "date,station,TSP,PM2.5,CO\n";

    private RecordingFixtures() {}

    static ReplayMap map(Path folder, String yaml) {
        try {
            return ReplayMap.read(Files.writeString(folder.resolve("map.yaml"), yaml), CityFixtures.CATALOGUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Recording recording(Path folder, String csv) {
        try {
            return Recording.read(new StringReader(csv), map(folder, MAP));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
