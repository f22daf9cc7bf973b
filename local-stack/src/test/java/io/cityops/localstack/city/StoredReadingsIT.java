package io.cityops.localstack.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.process.FreePort;
import io.cityops.localstack.registry.Registry;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.registry.DeviceRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredReadingsIT {
    private static final Catalogue CATALOGUE = Catalogue.load(null);
    private static final Instant SEVEN = Instant.parse("2026-11-22T07:00:00Z");

    @TempDir
    static Path directory;

    static TimescaleServer server;
    static DatabaseAccess database;

    @BeforeAll
    static void start() throws Exception {
        server = TimescaleServer.start(directory.resolve("server"), FreePort.next());
        database = DatabaseAccess.of(server.jdbcUrl(), directory.resolve("server"));
        try (Registry registry = Registry.open(database, "test")) {
            List<Registry.NewDevice> devices = new ArrayList<>();
            for (String[] device : new String[][] {
                {"air-1", "air-station", "26743", "60s"},
                {"cam-1", "traffic-camera", "26740", "20s"},
                {"replay-air-1", "air-station", "26743", "60s"}
            }) {
                devices.add(new Registry.NewDevice(
                        (DeviceRow.Valid) new DeviceRow(device[0], device[1], device[2], "10.77", "106.7", device[3])
                                .check(CATALOGUE),
                        registry.newToken()));
            }
            registry.put(devices, "device.add");
        }
        try (Connection connection = database.connect(DatabaseRole.JOBS);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    insert into store.reading (observed_at, received_at, device_id, measure, value, seq) values
                    ('2026-11-22T07:00:30Z', now(), 'cam-1', 'vehicle_count', 9, 2),
                    ('2026-11-22T07:00:00Z', now(), 'air-1', 'pm25_ugm3', 12.5, 1),
                    ('2026-11-22T07:00:00Z', now(), 'air-1', 'temperature_c', 31, 1),
                    ('2026-11-22T07:00:00Z', now(), 'replay-air-1', 'pm25_ugm3', 1, 1),
                    ('2026-11-22T06:59:59Z', now(), 'air-1', 'pm25_ugm3', 2, 0),
                    ('2026-11-22T07:01:00Z', now(), 'air-1', 'pm25_ugm3', 3, 3)""");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theRangeIsHalfOpenInTheOrderOfTimeAndWithoutWhatWasItselfPlayed() throws Exception {
        assertThat(lines(null, null))
                .containsExactly(
                        "observed_at_ms,device,measure,value",
                        "1795330800000,replay-air-1,pm25_ugm3,12.5",
                        "1795330800000,replay-air-1,temperature_c,31.0",
                        "1795330830000,replay-cam-1,vehicle_count,9.0");
    }

    @Test
    void aWardOrADeviceCanBeChosen() throws Exception {
        assertThat(lines("26740", null)).hasSize(2);
        assertThat(lines(null, "air-1")).hasSize(3);
        assertThat(lines("26740", "air-1")).hasSize(1);
    }

    @Test
    void theTwinsAreDevicesLikeTheirOriginals() throws Exception {
        assertThat(new StoredReadings(database, null, null).stations()).isEqualTo("""
                        id,type,area,lat,lon,interval_seconds
                        replay-air-1,air-station,26743,10.77,106.7,60
                        replay-cam-1,traffic-camera,26740,10.77,106.7,20
                        """);
        assertThatThrownBy(() -> new StoredReadings(database, null, "nobody").stations())
                .isInstanceOf(StackFailure.class);
    }

    private static List<String> lines(@Nullable String area, @Nullable String device) throws Exception {
        Path file = directory.resolve("readings.csv");
        new StoredReadings(database, area, device).write(file, SEVEN, SEVEN.plusSeconds(60));
        return Files.readAllLines(file);
    }
}
