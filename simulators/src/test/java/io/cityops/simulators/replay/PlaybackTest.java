package io.cityops.simulators.replay;

import static io.cityops.simulators.replay.RecordingFixtures.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.simulators.city.CityFixtures;
import io.cityops.simulators.device.Content;
import io.cityops.simulators.device.Publication;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybackTest {
    private static final long START = CityFixtures.MONDAY_TEN;
    private static final List<String> MEASURES = List.of("pm25_ugm3", "co_ugm3");
    private static final String THREE_HOURS = HEADER + """
            23-02-2021 21:00,1,9,12,
            23-02-2021 21:00,2,9,14,
            23-02-2021 22:00,1,9,13,
            24-02-2021 00:00,1,9,15,
            """;

    @TempDir
    private Path folder;

    private final List<Publication> played = new ArrayList<>();

    @Test
    void atSpeed360AnHourPassesInTenSeconds() {
        Playback playback = playback(THREE_HOURS, 360, false);
        playback.advanceTo(START, 100, played::add);
        assertThat(played).hasSize(2);
        playback.advanceTo(START + 9_999, 100, played::add);
        assertThat(played).hasSize(2);
        playback.advanceTo(START + 10_000, 100, played::add);
        assertThat(played).hasSize(3);
        playback.advanceTo(START + 29_999, 100, played::add);
        assertThat(playback.finished()).isFalse();
        playback.advanceTo(START + 30_000, 100, played::add);
        assertThat(playback.finished()).isTrue();
    }

    @Test
    void eachReadingIsStampedWithTheMomentItIsPlayed() {
        playback(THREE_HOURS, 360, false).advanceTo(START + 60_000, 100, played::add);
        assertThat(stamps()).containsExactly(START, START, START + 10_000, START + 30_000);
    }

    @Test
    void orKeepsItsOwnTime() {
        playback(THREE_HOURS, 360, true).advanceTo(START + 60_000, 100, played::add);
        assertThat(stamps())
                .containsExactly(
                        CityFixtures.at("2021-02-23T21:00:00+07:00"),
                        CityFixtures.at("2021-02-23T21:00:00+07:00"),
                        CityFixtures.at("2021-02-23T22:00:00+07:00"),
                        CityFixtures.at("2021-02-24T00:00:00+07:00"));
    }

    @Test
    void atAGreatSpeedReadingsOfOneStationStillHaveDifferentStamps() {
        playback(THREE_HOURS, 1e9, false).advanceTo(START, 100, played::add);
        assertThat(stamps()).containsExactly(START, START, START + 1, START + 2);
    }

    @Test
    void theMessageIsWhatTheDeviceWouldHaveSent() {
        playback(THREE_HOURS, 1, false).advanceTo(START, 1, played::add);
        Publication message = played.getFirst();
        assertThat(message.topic()).isEqualTo("city/environment/air-a/telemetry");
        assertThat(new String(message.payload(), StandardCharsets.UTF_8))
                .isEqualTo("{\"ts\":" + START + ",\"values\":{\"pm25_ugm3\":12}}");
    }

    @Test
    void noMoreThanWantedIsPlayedAtOnceSoThatTheGatewayCanHoldItBack() {
        Playback playback = playback(THREE_HOURS, 1e9, false);
        playback.advanceTo(START + 1000, 3, played::add);
        assertThat(playback.played()).isEqualTo(3);
        playback.advanceTo(START + 1000, 3, played::add);
        assertThat(playback.finished()).isTrue();
    }

    private Playback playback(String csv, double speed, boolean keepTime) {
        List<Recording.Row> rows = RecordingFixtures.recording(folder, csv).rows();
        return new Playback(rows, MEASURES, speed, keepTime, START);
    }

    private List<Long> stamps() {
        return played.stream()
                .map(message -> message.contents().getFirst())
                .map(Content::observedAtMillis)
                .toList();
    }
}
