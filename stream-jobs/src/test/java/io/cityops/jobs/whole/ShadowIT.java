package io.cityops.jobs.whole;

import static io.cityops.jobs.ReportFixtures.WARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.localstack.catalogue.Versions;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.catalogue.RuleText;
import io.cityops.model.version.RuleVersions;
import io.cityops.model.version.StoredCatalogue;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of rules beside the active ones in the packaged job, from the proposal to the list of what they did differently. */
class ShadowIT {
    private static final String RIVER = "water.river-alarm";
    private static final String STREET = "water.street-flood";
    private static final Duration LONG = Duration.ofSeconds(150);

    @TempDir
    Path directory;

    private CityServers servers;
    private GatewayStandIn gateway;
    private int sent;

    @Test
    void whatShadowAndActiveVersionRaiseDifferentlyIsListedAndCallsNobody() throws Exception {
        try (CityServers started = new CityServers(directory);
                JobUnderTest job = new JobUnderTest(started, directory.resolve("data"));
                GatewayStandIn sending = new GatewayStandIn(started.kafka.bootstrap());
                Connection registrar = DatabaseAccess.of(started.database.jdbcUrl(), directory.resolve("database"))
                        .connect(DatabaseRole.REGISTRAR)) {
            servers = started;
            gateway = sending;
            RuleVersions an = prepared(registrar);
            shadow(an, RIVER, "set: 1.40, clear: 1.37", "set: 1.20, clear: 1.10");
            shadow(an, STREET, "set: 0.10, clear: 0.07", "set: 0.15, clear: 0.07");
            gateway.publish(Objects.requireNonNull(StoredCatalogue.newest(registrar)));
            Eventually.until("the shadows run", LONG, () -> raisedByShadow("warm-up"));

            send("low", "river-gauge", "water_level_m", 1.3);
            send("high", "river-gauge", "water_level_m", 1.45);
            Eventually.until("all that both did is there", LONG, () -> {
                send("wet", "flood-sensor", "flood_depth_m", 0.12);
                return differences(an, STREET).equals(List.of("active wet"))
                        && differences(an, RIVER).equals(List.of("both high", "shadow low", "shadow warm-up"));
            });
            assertThat(
                            servers.number(
                                    "select count(*) from cityops.alert where rule like '%~%' or entity_id in ('low', 'warm-up')"))
                    .as("nobody is called by a shadow")
                    .isZero();
            assertThat(servers.number(
                            "select count(*) from cityops.alert where rule = ? and entity_id = 'high'", RIVER))
                    .isEqualTo(1);
        }
    }

    private RuleVersions prepared(Connection registrar) throws Exception {
        try (Versions versions = Versions.open(
                DatabaseAccess.of(servers.database.jdbcUrl(), directory.resolve("database")), "cli:lan")) {
            versions.settle(Catalogue.load(null));
        }
        return new RuleVersions(registrar, "cli:an");
    }

    private static void shadow(RuleVersions an, String rule, String words, String by) throws Exception {
        String own = Objects.requireNonNull(RuleText.ruleOf(CatalogueText.read(null), rule));
        assertThat(own).contains(words);
        an.propose(
                rule,
                2,
                own.replace("id: " + rule, "id: " + rule + "\n  version: 2").replace(words, by),
                null);
        an.rehearsed(rule, 2, "{\"alarm_count\": 1, \"alarms_per_day\": 1.0}");
        an.shadow(rule, 2);
    }

    /** The catalogue holds from the next full minute on; until then nobody hears of it. */
    private boolean raisedByShadow(String gauge) throws Exception {
        send(gauge, "river-gauge", "water_level_m", 1.3);
        return servers.number("select count(*) from cityops.shadow_transition where entity_id = ?", gauge) > 0;
    }

    /** A little more or less each time, as real devices have it. */
    private void send(String id, String type, String measure, double value) {
        sent++;
        gateway.send(
                id,
                type,
                "water",
                WARD,
                System.currentTimeMillis(),
                sent,
                Map.of(measure, value + sent % 100 / 10_000.0));
    }

    private static List<String> differences(RuleVersions versions, String rule) throws Exception {
        return versions.differences(rule, 2).stream()
                .map(each -> each.raisedBy() + " " + each.entityId())
                .sorted()
                .distinct()
                .toList();
    }
}
