package io.cityops.dashboard.wall;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.access.Role;
import io.cityops.dashboard.access.Scope;
import io.cityops.dashboard.layout.Layout;
import io.cityops.dashboard.layout.LayoutFixtures;
import io.cityops.dashboard.layout.Layouts;
import io.cityops.dashboard.map.CityMap;
import io.cityops.dashboard.screen.Look;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Indicator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WallProgrammeTest {
    private static final Instant NOON = Instant.parse("2026-11-22T05:00:00Z");
    private static final Layout.Page RIVERS = new Layout.Page(
            List.of("water.river_level", "traffic.flow"), List.of("city"), "water.rain_1h", "schematic");
    private static final Layout.Page WARD = new Layout.Page(List.of("water.rain_1h"), List.of("25768"), "", "");

    private final Catalogue catalogue = Catalogue.load(null);
    private final WallMessages messages = new WallMessages(
            catalogue, new CityMap(List.of(new CityMap.View("tiles", "0 0 9 9")), List.of(), List.of()));
    private final Layouts layouts = new Layouts();

    @Test
    void withoutALayoutTheCataloguesTilesAreShownAtMostNine() {
        WallProgramme.Shown shown = programme(Scope.EVERYTHING).at(NOON, false);

        assertThat(shown.of()).isEqualTo(1);
        assertThat(shown.page().tiles())
                .hasSizeLessThanOrEqualTo(9)
                .allMatch(Indicator::wall)
                .isNotEmpty();
    }

    @Test
    void itTurnsByTheClockAndStandsStillWhileACriticalAlarmCalls() {
        LayoutFixtures.known(layouts, layout(RIVERS, WARD));
        WallProgramme programme = programme(Scope.EVERYTHING);
        WallProgramme.Shown first = programme.at(NOON, false);

        assertThat(programme.at(NOON.plusSeconds(20), true)).isEqualTo(first);
        WallProgramme.Shown second = programme.at(NOON.plusSeconds(21), false);

        assertThat(second.number()).isEqualTo(1 - first.number());
        assertThat(programme.isDue(NOON.plusSeconds(22))).isFalse();
        assertThat(programme.isDue(NOON.plusSeconds(41))).isTrue();
    }

    @Test
    void anotherLayoutIsShownAtOnceEvenWhileHeld() {
        LayoutFixtures.known(layouts, layout(RIVERS));
        WallProgramme programme = programme(Scope.EVERYTHING);
        programme.at(NOON, false);
        LayoutFixtures.known(layouts, layout(WARD));

        assertThat(programme.isDue(NOON)).isTrue();
        assertThat(programme.at(NOON, true).page().tiles())
                .extracting(Indicator::id)
                .containsExactly("water.rain_1h");
    }

    @Test
    void aPageIsOfItsPlacesAndOfItsIndicators() {
        LayoutFixtures.known(layouts, layout(RIVERS));
        WallPage rivers = programme(Scope.EVERYTHING).at(NOON, false).page();
        LayoutFixtures.known(layouts, layout(WARD));
        WallPage ward = programme(Scope.EVERYTHING).at(NOON, false).page();

        assertThat(rivers.tiles()).extracting(Indicator::id).containsExactly("water.river_level", "traffic.flow");
        assertThat(rivers.chosen()).isEqualTo("water.rain_1h");
        assertThat(rivers.scope()).isEqualTo(Scope.EVERYTHING);
        assertThat(ward.scope().home()).isEqualTo("25768");
        assertThat(ward.scope().hasArea("25747")).isFalse();
        assertThat(ward.chosen()).isEqualTo("water.rain_1h");
    }

    @Test
    void nobodySeesMoreThroughALayoutThanWithoutOne() {
        LayoutFixtures.known(layouts, layout(RIVERS));
        Scope traffic = Scope.of(List.of("25747"), List.of("traffic"), catalogue);

        WallPage page = programme(traffic).at(NOON, false).page();

        assertThat(page.scope()).isEqualTo(traffic);
        assertThat(page.tiles()).extracting(Indicator::id).containsExactly("traffic.flow");
        assertThat(page.choosable()).allMatch(id -> id.startsWith("traffic."));
    }

    private WallProgramme programme(Scope scope) {
        Look look = Look.of(Map.of(), name -> Optional.empty());
        return new WallProgramme(messages, layouts, new Person("lan", Role.LEADER, scope, ""), "hall", look);
    }

    private static Layout layout(Layout.Page... pages) {
        return new Layout("hall", "light", Duration.ofSeconds(20), List.of(pages), 1);
    }
}
