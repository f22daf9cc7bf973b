package io.cityops.dashboard.wall;

import static io.cityops.dashboard.live.FigureFixtures.LEVEL;
import static io.cityops.dashboard.live.FigureFixtures.NOON;
import static io.cityops.dashboard.live.FigureFixtures.figure;
import static io.cityops.dashboard.live.FigureFixtures.grown;
import static io.cityops.dashboard.live.FigureFixtures.inDrill;
import static io.cityops.dashboard.live.FigureFixtures.snapshot;
import static io.cityops.dashboard.live.FigureFixtures.withAlerts;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.dashboard.access.Scope;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.map.CityMap;
import io.cityops.model.catalogue.Catalogue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class WallFeedTest {
    private static final Instant NOW = NOON.plusSeconds(59);

    private final WallMessages messages = new WallMessages(
            Catalogue.load(null), new CityMap(List.of(new CityMap.View("tiles", "0 0 9 9")), List.of(), List.of()));
    private final WallFeed feed = feedOf(LEVEL);

    private WallFeed feedOf(String mapped) {
        return new WallFeed(messages, messages.usualPage(Scope.EVERYTHING, Optional.of(mapped)));
    }

    @Test
    void theFirstUpdateTellsEverything() {
        ObjectNode update = feed.update(snapshot(figure("city", NOON, 1.2), figure("25747", NOON, 1.1)), NOW)
                .orElseThrow();

        assertThat(update.at("/tiles/water.river_level/value").asDouble()).isEqualTo(1.2);
        assertThat(update.at("/trends/water.river_level")).hasSize(1);
        assertThat(update.at("/wards").propertyNames()).containsExactly("25747");
        assertThat(update.at("/chosen").asString()).isEqualTo(LEVEL);
        assertThat(update.at("/alerts/open").asInt()).isZero();
        assertThat(update.at("/now").asLong()).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void nothingNewIsNotTold() {
        CitySnapshot snapshot = snapshot(figure("city", NOON, 1.2), figure("25747", NOON, 1.1));
        feed.update(snapshot, NOW);

        assertThat(feed.update(snapshot, NOW.plusSeconds(1))).isEmpty();
    }

    @Test
    void onlyWardsThatChangedAreTold() {
        CitySnapshot snapshot = snapshot(figure("25747", NOON, 1.1), figure("25750", NOON, 1.3));
        feed.update(snapshot, NOW);

        ObjectNode update =
                feed.update(grown(snapshot, figure("25750", NOON, 1.6)), NOW).orElseThrow();

        assertThat(update.get("wards").propertyNames()).containsExactly("25750");
        assertThat(update.has("tiles")).isFalse();
        assertThat(update.has("alerts")).isFalse();
    }

    @Test
    void anotherIndicatorBringsAllItsWards() {
        CitySnapshot snapshot = snapshot(figure("25747", NOON, 1.1), figure("25750", NOON, 1.3));
        WallFeed other = feedOf("water.rain_1h");
        other.update(snapshot, NOW);

        assertThat(other.choose(LEVEL)).isTrue();
        ObjectNode update = other.update(snapshot, NOW).orElseThrow();

        assertThat(update.get("chosen").asString()).isEqualTo(LEVEL);
        assertThat(update.get("wards").propertyNames()).containsExactlyInAnyOrder("25747", "25750");
    }

    @Test
    void aDrillBringsItsOwnFiguresAndItsEndTheCitysAgain() {
        CitySnapshot city = snapshot(figure("city", NOON, 1.2), figure("25747", NOON, 1.1));
        feed.update(city, NOW);

        ObjectNode begin =
                feed.update(inDrill("d1", figure("city", NOON, 1.7)), NOW).orElseThrow();
        ObjectNode end = feed.update(city, NOW).orElseThrow();

        assertThat(begin.at("/drill/id").asString()).isEqualTo("d1");
        assertThat(begin.at("/drill/name/vi").asString()).isEqualTo("Triều cường");
        assertThat(begin.at("/tiles/water.river_level/value").asDouble()).isEqualTo(1.7);
        assertThat(begin.get("wards").propertyNames())
                .as("the drill knows none yet")
                .isEmpty();
        assertThat(end.get("drill").isNull()).isTrue();
        assertThat(end.at("/tiles/water.river_level/value").asDouble()).isEqualTo(1.2);
        assertThat(end.get("wards").propertyNames()).containsExactly("25747");
    }

    @Test
    void withoutADrillNoneIsSpokenOf() {
        assertThat(feed.update(snapshot(figure("city", NOON, 1.2)), NOW)
                        .orElseThrow()
                        .has("drill"))
                .isFalse();
    }

    @Test
    void anUnknownIndicatorIsNotChosen() {
        assertThat(feed.choose("water.wine")).isFalse();
        assertThat(feed.chosen()).isEqualTo(LEVEL);
    }

    @Test
    void alarmsAreToldWhenTheyChange() {
        CitySnapshot snapshot = snapshot(figure("city", NOON, 1.2));
        feed.update(snapshot, NOW);

        ObjectNode update = feed.update(
                        withAlerts(snapshot, AlertFixtures.riverAlarm("high", "báo động II", 1.52)), NOW)
                .orElseThrow();

        assertThat(update.at("/alerts/open").asInt()).isEqualTo(1);
        assertThat(update.at("/alerts/bySeverity/high").asInt()).isEqualTo(1);
        assertThat(update.at("/alerts/rows/0/severity").asString()).isEqualTo("high");
    }
}
