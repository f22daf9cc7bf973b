package io.cityops.localstack.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.Text;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NewDrillTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final DrillPlan PLAN = DrillPlan.read(DrillFixtures.PLAN);

    @Test
    void itsLabelsLieAtTheTimesAtWhichTheyArePlayed() {
        Drill drill = new NewDrill(PLAN, "spring-tide.yaml", null, 2, false, null).at(NOW);

        assertThat(drill.id()).isEqualTo("261122-100000");
        assertThat(drill.endsAt()).isEqualTo(drill.startedAt().plus(Duration.ofMinutes(30)));
        assertThat(drill.nominalAt()).isEqualTo(Instant.parse("2026-11-24T09:00:00Z"));
        Label label = drill.labels().getFirst();
        assertThat(label.from()).isEqualTo(drill.startedAt().plus(Duration.ofMinutes(5)));
        assertThat(label.procedure())
                .containsExactly(new Text("Báo phường", "Tell the ward"), new Text("Cắt điện", "Cut the power"));
    }

    @Test
    void itMayBeNamedCutShortAndPlayedHereAndNow() {
        Drill drill = new NewDrill(PLAN, "spring-tide.yaml", "Ca 3", 1, true, Duration.ofMinutes(20)).at(NOW);

        assertThat(drill.name()).isEqualTo(new Text("Ca 3", "Ca 3"));
        assertThat(drill.endsAt()).isEqualTo(drill.startedAt().plus(Duration.ofMinutes(20)));
        assertThat(drill.nominalAt()).isEqualTo(drill.startedAt());
    }

    @Test
    void whatIsKeptOfItsLabelsComesBack() {
        Drill drill = new NewDrill(PLAN, "spring-tide.yaml", null, 1, false, null).at(NOW);

        assertThat(Label.readAll(Label.writeAll(drill.labels()))).isEqualTo(drill.labels());
    }
}
