package io.cityops.jobs.rehearse;

import static io.cityops.jobs.ReportFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.alarm.AlertTransition;
import io.cityops.jobs.alarm.Sample;
import io.cityops.jobs.store.Incident;
import io.cityops.model.catalogue.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An alarm that was acknowledged at noon in ward 1, and a tide that a drill played there from noon to half past. */
class IncidentOutcomeTest {
    private static final Incident ACKNOWLEDGED =
            new Incident.Acknowledged("water.river-alarm", "gauge", "1", "water", "high", NOON, null, "an", "Nước cao");
    private static final Incident PLAYED = played(null);

    @Test
    void anAlarmInThePlaceOrAroundItWithinHalfAnHourTellsOfWhatWasAcknowledged() {
        assertThat(earlier(ACKNOWLEDGED, raised("", "device", "other", "1", -1_799)))
                .isEqualTo(Duration.ofSeconds(1_799));
        assertThat(earlier(ACKNOWLEDGED, raised("", "area", "city", "city", 60)))
                .isEqualTo(Duration.ofSeconds(-60));
        assertThat(earlier(ACKNOWLEDGED, raised("", "device", "gauge", "2", 60)))
                .as("the same device, wherever it is now")
                .isNotNull();
        assertThat(earlier(ACKNOWLEDGED, raised("", "device", "other", "2", 60)))
                .isNull();
        assertThat(earlier(ACKNOWLEDGED, raised("", "device", "other", "1", 1_801)))
                .isNull();
        assertThat(earlier(ACKNOWLEDGED, cleared(raised("", "device", "other", "1", -7_200), -3_600)))
                .isNull();
        assertThat(earlier(ACKNOWLEDGED, cleared(raised("", "device", "other", "1", -7_200), 1)))
                .as("it stood")
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void ofWhatADrillPlayedOnlyThatDrillsAlarmsTell() {
        assertThat(earlier(PLAYED, raised("d1", "device", "twin", "1", 90))).isEqualTo(Duration.ofSeconds(-90));
        assertThat(earlier(PLAYED, raised("", "device", "gauge", "1", 90))).isNull();
        assertThat(earlier(PLAYED, raised("d2", "device", "twin", "1", 90))).isNull();
        assertThat(earlier(ACKNOWLEDGED, raised("d1", "device", "gauge", "1", 90)))
                .isNull();
    }

    @Test
    void itsTimesArePlayedTimesWithTheMarginsOfADrillsScore() {
        assertThat(earlier(PLAYED, raised("d1", "device", "twin", "2", 90)))
                .as("another of its wards")
                .isNotNull();
        assertThat(earlier(PLAYED, raised("d1", "area", "city", "city", 90))).isNull();
        assertThat(earlier(PLAYED, raised("d1", "device", "twin", "1", -300))).isEqualTo(Duration.ofMinutes(5));
        assertThat(earlier(PLAYED, cleared(raised("d1", "device", "twin", "1", -301), -1)))
                .isNull();
        assertThat(earlier(PLAYED, raised("d1", "device", "twin", "1", 2_400))).isNotNull();
        assertThat(earlier(PLAYED, raised("d1", "device", "twin", "1", 2_401))).isNull();
        assertThat(earlier(played(NOON.plusSeconds(90)), raised("d1", "device", "twin", "1", 90)))
                .as("it was over")
                .isNull();
    }

    @Test
    void theEarliestAlarmCounts() {
        assertThat(earlier(
                        PLAYED,
                        raised("d1", "device", "twin", "1", 90),
                        raised("d1", "device", "twin", "2", 30),
                        raised("d1", "device", "twin", "1", 60)))
                .isEqualTo(Duration.ofSeconds(-30));
    }

    private static Incident played(@Nullable Instant drillEndedAt) {
        return new Incident.Played(
                "d1",
                "tide",
                new Text("Triều", "Tide"),
                "water.river-alarm",
                List.of("1", "2"),
                "water",
                "high",
                NOON,
                NOON.plusSeconds(1_800),
                drillEndedAt);
    }

    private static @Nullable Duration earlier(Incident incident, RaisedAlarm... raised) {
        return IncidentOutcome.of(List.of(incident), List.of(raised), area -> List.of("city"))
                .getFirst()
                .earlier();
    }

    private static RaisedAlarm raised(String drill, String kind, String entity, String area, long second) {
        AlertTransition transition = new AlertTransition();
        transition.rule = "water.river-alarm";
        transition.entityKind = kind.equals("area") ? Sample.AREA : Sample.DEVICE;
        transition.entityId = entity;
        transition.area = area;
        transition.drill = drill;
        transition.atMillis = NOON.plusSeconds(second).toEpochMilli();
        return new RaisedAlarm(transition);
    }

    private static RaisedAlarm cleared(RaisedAlarm alarm, long second) {
        alarm.clearedAt = NOON.plusSeconds(second);
        return alarm;
    }
}
