package io.cityops.dashboard.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.dashboard.access.Scope;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.screen.CatalogueMessages;
import io.cityops.dashboard.tending.AlarmLoad.Actor;
import io.cityops.dashboard.tending.AlarmLoad.Desk;
import io.cityops.dashboard.tending.AlarmLoad.Situation;
import io.cityops.dashboard.tending.AlarmLoad.Stale;
import io.cityops.dashboard.tending.LoadWatch.Picture;
import io.cityops.model.catalogue.Catalogue;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LoadMessagesTest {
    private static final String WARD = "25768";
    private static final String OTHER = "25747";
    private static final Scope OF_WARD = new Scope(WARD, Set.of(WARD), Set.of());
    private static final Scope WATER_EVERYWHERE = new Scope("city", Set.of("city"), Set.of("water"));

    private final Catalogue catalogue = Catalogue.load(null);
    private final LoadMessages messages = new LoadMessages(catalogue, new CatalogueMessages(catalogue));

    @Test
    void whoSeesEverythingIsToldTheFiguresOfTheDatabase() {
        Picture picture = picture(desk(null, null, 12, 20, 48, "overload"), desk(null, "water", 3, 4, 5, "calm"));

        JsonNode load = messages.load(Scope.EVERYTHING, picture);

        assertThat(load.path("own").path("last10Min").asInt()).isEqualTo(12);
        assertThat(load.path("own").path("verdict").asString()).isEqualTo("overload");
        assertThat(load.path("sectors")).hasSize(1);
        assertThat(load.path("sectors").path(0).path("lastHour").asInt()).isEqualTo(4);
    }

    @Test
    void aWardIsToldOfItsOwnAlarmsEachCountedOnce() {
        Picture picture = picture(
                desk(null, null, 90, 90, 90, "flood"),
                desk(WARD, null, 8, 8, 24, "busy"),
                desk(WARD, "water", 5, 5, 14, "calm"),
                desk(WARD, "traffic", 3, 3, 10, "calm"),
                desk(OTHER, "water", 80, 80, 80, "flood"));

        JsonNode own = messages.load(OF_WARD, picture).path("own");

        assertThat(own.path("last10Min").asInt()).isEqualTo(8);
        assertThat(own.path("perHour").asDouble()).isEqualTo(1);
        assertThat(own.path("verdict").asString()).isEqualTo("busy");
        assertThat(messages.load(OF_WARD, picture).path("sectors")).hasSize(2);
    }

    @Test
    void moreThanTenInTenMinutesIsAFloodOfWhoeverSeesThem() {
        Picture picture = picture(
                desk(WARD, "water", 6, 6, 6, "calm"),
                desk(OTHER, "water", 5, 5, 5, "calm"),
                desk(WARD, "traffic", 50, 50, 50, "flood"));

        assertThat(messages.load(WATER_EVERYWHERE, picture)
                        .path("own")
                        .path("verdict")
                        .asString())
                .isEqualTo("flood");
    }

    @Test
    void actorsAndStandingAlarmsOfOthersAreNotTold() {
        Picture picture = new Picture(
                List.of(),
                List.of(
                        new Actor("water.river-alarm", "device", "ours", WARD, "water", 4, 3, 50),
                        new Actor("water.river-alarm", "device", "theirs", OTHER, "water", 4, 3, 50)),
                List.of(),
                List.of(new Stale(WARD, "water", 2), new Stale(OTHER, "water", 7)));

        JsonNode load = messages.load(OF_WARD, picture);

        assertThat(load.path("actors")).hasSize(1);
        assertThat(load.path("actors").path(0).path("entity").asString()).isEqualTo("ours");
        assertThat(load.path("own").path("stale").asInt()).isEqualTo(2);
    }

    @Test
    void aSituationWhoseAlarmsAreNotSeenIsNotTold() {
        Situation situation = new Situation(
                "s",
                "place",
                "water",
                WARD,
                "water",
                2,
                2,
                0,
                1,
                "high",
                Instant.EPOCH,
                0,
                List.of(UUID.randomUUID(), UUID.randomUUID()));
        Picture picture = new Picture(List.of(), List.of(), List.of(situation), List.of());

        assertThat(messages.situations(CitySnapshot.EMPTY, picture)).isEmpty();
    }

    private static Picture picture(Desk... desks) {
        return new Picture(List.of(desks), List.of(), List.of(), List.of());
    }

    private static Desk desk(
            @Nullable String area, @Nullable String sector, int last10Min, int lastHour, int lastDay, String verdict) {
        return new Desk(area, sector, last10Min, lastHour, lastDay, lastDay / 24.0, 10, 15, 5, 1, null, 0, verdict);
    }
}
