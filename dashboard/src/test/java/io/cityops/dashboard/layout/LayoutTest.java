package io.cityops.dashboard.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.access.Role;
import io.cityops.dashboard.access.Scope;
import io.cityops.dashboard.layout.LayoutCheck.Fault;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Indicator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LayoutTest {
    private static final Instant NOON = Instant.parse("2026-11-22T05:00:00Z");
    private static final List<String> VIEWS = List.of("tiles", "schematic");
    private static final Layout.Page RIVERS =
            new Layout.Page(List.of("water.river_level"), List.of("city"), "", "tiles");
    private static final Layout.Page RAIN =
            new Layout.Page(List.of("water.rain_1h"), List.of("25768"), "water.rain_1h", "");

    private final LayoutCheck check = new LayoutCheck(Catalogue.load(null));

    @Test
    void pagesTurnByTheClockSoThatScreensOfOneLayoutTurnTogether() {
        Layout layout = layout("hall", 20, RIVERS, RAIN);
        int first = layout.pageAt(NOON);

        assertThat(layout.pageAt(NOON.plusSeconds(19))).isEqualTo(first);
        assertThat(layout.pageAt(NOON.plusSeconds(20))).isEqualTo(1 - first);
        assertThat(layout.pageAt(NOON.plusSeconds(40))).isEqualTo(first);
    }

    @Test
    void aGoodLayoutHasNoFaults() {
        assertThat(check.faults(layout("hall-2", 20, RIVERS, RAIN), VIEWS)).isEmpty();
    }

    @Test
    void everyFaultIsNamedWithItsPageAndReason() {
        Layout.Page bad = new Layout.Page(
                List.of("water.wine", "water.river_level", "water.river_level"), List.of(), "no.such", "outline");
        Layout layout = new Layout("Sảnh 1", "pink", Duration.ofSeconds(19), List.of(RIVERS, bad), 0);

        assertThat(check.faults(layout, VIEWS))
                .containsExactlyInAnyOrder(
                        new Fault(-1, "name", "name", "Sảnh 1"),
                        new Fault(-1, "ground", "ground", "pink"),
                        new Fault(-1, "dwell", "dwell", "19"),
                        new Fault(1, "tiles", "unknown", "water.wine"),
                        new Fault(1, "tiles", "twice", "water.river_level"),
                        new Fault(1, "areas", "too-few", "20"),
                        new Fault(1, "mapped", "unknown", "no.such"),
                        new Fault(1, "view", "unknown", "outline"));
    }

    @Test
    void tenTilesAreTooMany() {
        List<String> ten = Catalogue.load(null).indicators().stream()
                .map(Indicator::id)
                .limit(10)
                .toList();

        assertThat(check.faults(layout("hall", 30, new Layout.Page(ten, List.of("city"), "", "")), VIEWS))
                .containsExactly(new Fault(0, "tiles", "too-many", "9"));
    }

    @Test
    void aLayoutComesBackFromJsonAsItWas() {
        Layout layout = layout("hall", 45, RIVERS, RAIN);

        assertThat(LayoutCodec.read(LayoutCodec.write(layout))).isEqualTo(layout);
        assertThat(LayoutCodec.readPages(LayoutCodec.writePages(layout.pages())))
                .isEqualTo(layout.pages());
    }

    @Test
    void whatIsNoLayoutIsReadAsOneWithFaults() {
        Layout read = LayoutCodec.read(JsonMapper.builder().build().readTree("{\"pages\": [7, {\"tiles\": \"x\"}]}"));

        assertThat(check.faults(read, VIEWS)).extracting(Fault::reason).contains("name", "dwell", "too-few");
    }

    @Test
    void aPairedScreenShowsWhatItWasGivenAndOthersWhatTheirAddressSays() {
        Layout hall = layout("hall", 30, RIVERS);
        Layout port = layout("port", 30, RAIN);
        Layouts.Known known = new Layouts.Known(Map.of("hall", hall, "port", port), Map.of("screen-1", "port"));

        assertThat(known.shownTo(kiosk("screen-1"), "hall")).contains(port);
        assertThat(known.shownTo(kiosk("screen-2"), "hall")).contains(hall);
        assertThat(known.shownTo(new Person("lan", Role.OPERATOR, Scope.EVERYTHING, ""), "hall"))
                .contains(hall);
        assertThat(known.shownTo(kiosk("screen-2"), "main")).isEmpty();
    }

    private static Person kiosk(String name) {
        return new Person(Person.kioskName(name), Role.KIOSK, Scope.EVERYTHING, "");
    }

    private static Layout layout(String name, int seconds, Layout.Page... pages) {
        return new Layout(name, "dark", Duration.ofSeconds(seconds), List.of(pages), 0);
    }
}
