package io.cityops.simulators.scenario;

import static io.cityops.simulators.city.CityFixtures.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.model.catalogue.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioTest {
    private static final String GOOD = """
            title: {vi: Mưa, en: Rain}
            story: {vi: Mưa to, en: Much rain}
            start: 2026-11-24T16:00
            duration: 3h
            events:
              - {id: rain, kind: rain, at: 10m, duration: 40m, where: [26809], magnitude: 80}
            labels:
              - id: flooded
                what: {vi: Ngập, en: Flooded}
                from: 20m
                to: 2h
                where: [26809]
                sector: water
                causes: [rain]
                alarm: water.street-flood
                severity: high
                procedure:
                  - {vi: Báo phường, en: Tell the ward}
            """;

    @TempDir
    Path folder;

    @Test
    void aFileIsReadWithAllThatItSays() throws IOException {
        Scenario scenario = read(GOOD);

        assertThat(scenario.name()).isEqualTo("a-scenario");
        assertThat(scenario.start()).isEqualTo(Instant.parse("2026-11-24T09:00:00Z"));
        assertThat(scenario.backdrop()).isEqualTo(Backdrop.CALM);
        assertThat(scenario.wards()).containsExactly("26809");
        assertThat(scenario.events())
                .containsExactly(new Event(
                        "rain",
                        EventKind.RAIN,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(40),
                        List.of("26809"),
                        List.of(),
                        80));
        assertThat(scenario.labels().getFirst().severity()).isEqualTo(Severity.HIGH);
        assertThat(scenario.labels().getFirst().procedure()).hasSize(1);
    }

    @Test
    void playedFromAnotherMomentTheCityLivesTheScenariosTime() throws IOException {
        Instant play = Instant.parse("2026-12-01T02:00:00Z");
        Scenario scenario = read(GOOD).startingAt(play);

        assertThat(scenario.cityMillis(play.plusSeconds(90).toEpochMilli()))
                .isEqualTo(scenario.start().plusSeconds(90).toEpochMilli());
        assertThat(scenario.playedAt(Duration.ofMinutes(20))).isEqualTo(play.plusSeconds(1200));
        assertThat(Scenario.none().cityMillis(12345)).isEqualTo(12345);
    }

    @Test
    void playedFasterTheCitysTimePassesFaster() throws IOException {
        Instant play = Instant.parse("2026-12-01T02:00:00Z");
        Scenario scenario = read(GOOD).startingAt(play).atSpeed(10);

        assertThat(scenario.cityMillis(play.plusSeconds(6).toEpochMilli()))
                .isEqualTo(scenario.start().plusSeconds(60).toEpochMilli());
        assertThat(scenario.playedAt(Duration.ofMinutes(20))).isEqualTo(play.plusSeconds(120));
        assertThat(scenario.playedUntil()).isEqualTo(play.plus(Duration.ofMinutes(18)));
    }

    @Test
    void takingPlaceNowTheEventsMeetThePresentHour() throws IOException {
        Instant now = Instant.parse("2026-12-01T02:00:00Z");
        Scenario scenario = read(GOOD).takingPlaceAt(now);

        assertThat(scenario.cityMillis(now.toEpochMilli())).isEqualTo(now.toEpochMilli());
        assertThat(rainAt(new Effects(scenario), scenario, 30)).isEqualTo(80);
    }

    @Test
    void anEventIsNothingBeforeAndAfterAndAtItsHeightItsMagnitude() throws IOException {
        Scenario scenario = read(GOOD);
        Effects effects = new Effects(scenario);

        assertThat(rainAt(effects, scenario, 10)).isZero();
        assertThat(rainAt(effects, scenario, 15)).isBetween(1.0, 79.0);
        assertThat(rainAt(effects, scenario, 30)).isEqualTo(80);
        assertThat(rainAt(effects, scenario, 50)).isZero();
        assertThat(effects.of(EventKind.RAIN, "26743", minute(scenario, 30))).isZero();
    }

    @Test
    void everyMistakeIsToldWithLineKeyAndRemedy() {
        refused(
                "duration: 3h",
                "duratoin: 3h",
                "the scenario is refused: a-scenario.yaml:4 duratoin: is not a known key; did you mean 'duration'?");
        refused("2026-11-24T16:00", "tomorrow", "a-scenario.yaml:3 start: 'tomorrow' is no moment of the city");
        refused("kind: rain", "kind: rian", "a-scenario.yaml:6 kind: 'rian' is none of [rain, surge");
        refused("magnitude: 80", "magnitude: 800", "magnitude: 800.0 is not between 0.0 and 250.0 mm/h");
        refused("duration: 40m, where: [26809]", "duration: 40m, where: [26808]", "'26808' is not in the catalogue");
        refused("duration: 40m", "duration: 4h", "'rain' ends after the scenario; make the duration longer");
        refused(
                "causes: [rain]",
                "causes: [rian]",
                "'flooded' names no event as a cause: 'rian'; did you mean 'rain'?");
        refused("sector: water", "sector: watr", "'watr' is not in the catalogue; did you mean 'water'?");
        refused("severity: high", "severity: huge", "'huge' is none of [");
        refused("to: 2h", "to: 20m", "to: must be after from");
        refused("magnitude: 80}", "magnitude: 80, spill: [26743]}", "only accident and closure spill over");
        refused("title:", "title", "not YAML");
    }

    @Test
    void aFileThatIsNotThereIsSaidSo() {
        assertThatThrownBy(() -> Scenario.read(folder.resolve("no-such.yaml"), CATALOGUE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no scenario file");
    }

    private void refused(String good, String bad, String message) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
                .as(bad)
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(((ScenarioException) e).problems()).hasSize(1));
    }

    private Scenario read(String text) throws IOException {
        return Scenario.read(Files.writeString(folder.resolve("a-scenario.yaml"), text), CATALOGUE);
    }

    private static double rainAt(Effects effects, Scenario scenario, int minute) {
        return effects.of(EventKind.RAIN, "26809", minute(scenario, minute));
    }

    private static long minute(Scenario scenario, int minute) {
        return scenario.start().toEpochMilli() + Duration.ofMinutes(minute).toMillis();
    }
}
