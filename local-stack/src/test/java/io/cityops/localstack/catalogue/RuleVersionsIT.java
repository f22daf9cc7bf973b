package io.cityops.localstack.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.process.FreePort;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.catalogue.RuleText;
import io.cityops.model.version.RuleStep;
import io.cityops.model.version.RuleStep.Outcome;
import io.cityops.model.version.RuleVersions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleVersionsIT {
    private static final String RIVER = "water.river-alarm";
    private static final String REPORT = "{\"alarm_count\": 21, \"alarms_per_day\": 3.0}";

    @TempDir
    static Path directory;

    static TimescaleServer server;
    static DatabaseAccess database;

    @BeforeAll
    static void start() throws Exception {
        server = TimescaleServer.start(directory, FreePort.next());
        database = DatabaseAccess.of(server.jdbcUrl(), directory);
        try (Versions versions = Versions.open(database, "cli:lan")) {
            versions.settle(Catalogue.load(null));
        }
        execute("insert into store.account (name, password_hash, role) values ('an', 'x', 'engineer'),"
                + " ('binh', 'x', 'operator'), ('chi', 'x', 'engineer'), ('dung', 'x', 'administrator')");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aVersionGoesFromDraftToActiveStepByStepAndNotByWhoProposedIt() throws Exception {
        try (Connection connection = database.connect(DatabaseRole.REGISTRAR)) {
            RuleVersions an = new RuleVersions(connection, "an");
            RuleVersions binh = new RuleVersions(connection, "binh");
            RuleVersions chi = new RuleVersions(connection, "chi");
            RuleVersions dung = new RuleVersions(connection, "dung");
            refused(binh.propose(RIVER, 2, river(2, "1.30"), null), Outcome.NOT_ALLOWED, "");
            an.propose(RIVER, 2, river(2, "1.30"), "spring tide");
            refused(chi.propose(RIVER, 2, river(2, "1.20"), null), Outcome.KNOWN, "");
            refused(an.shadow(RIVER, 2), Outcome.WRONG_STATE, "draft");
            refused(chi.promote(RIVER, 2), Outcome.WRONG_STATE, "draft");
            dung.rehearsed(RIVER, 2, REPORT);
            refused(chi.promote(RIVER, 2), Outcome.WRONG_STATE, "rehearsed");

            an.shadow(RIVER, 2);
            assertThat(city().compile().rule(RIVER)).extracting(Rule::version).isEqualTo(1);
            assertThat(city().compileWithShadows().rule(RIVER + "~2")).isNotNull();
            an.propose(RIVER, 3, river(3, "1.35"), null);
            an.rehearsed(RIVER, 3, REPORT);
            refused(an.shadow(RIVER, 3), Outcome.SHADOW_TAKEN, "");

            refused(an.promote(RIVER, 2), Outcome.SAME_PERSON, "");
            refused(dung.promote(RIVER, 2), Outcome.REHEARSER, "");
            assertThat(city().compile().rule(RIVER)).extracting(Rule::version).isEqualTo(1);
            chi.promote(RIVER, 2);
            Rule active = Objects.requireNonNull(city().compile().rule(RIVER));
            assertThat(active.version()).isEqualTo(2);
            assertThat(active.levels().getFirst().set()).isEqualTo(1.30);
            assertThat(city().files()).doesNotContainKey(CatalogueText.SHADOWS);

            an.shadow(RIVER, 3);
            chi.withdraw(RIVER, 3);
            assertThat(city().files()).doesNotContainKey(CatalogueText.SHADOWS);
            assertThat(an.list().stream().filter(each -> each.rule().equals(RIVER)))
                    .extracting(
                            RuleVersions.Version::version, RuleVersions.Version::state, RuleVersions.Version::decidedBy)
                    .containsExactly(tuple(3, "withdrawn", "chi"), tuple(2, "active", "chi"));
            assertThat(texts(
                            "select actor || ' ' || action || ' ' || object from store.audit where action like 'rule.%' and object like 'water.river%'"
                                    + " order by id"))
                    .containsExactly(
                            "an rule.propose water.river-alarm 2",
                            "dung rule.rehearse water.river-alarm 2",
                            "an rule.shadow water.river-alarm 2",
                            "an rule.propose water.river-alarm 3",
                            "an rule.rehearse water.river-alarm 3",
                            "chi rule.promote water.river-alarm 2",
                            "an rule.shadow water.river-alarm 3",
                            "chi rule.withdraw water.river-alarm 3");
        }
    }

    @Test
    void whatAShadowRaisedIsHeldBesideWhatTheActiveVersionDid() throws Exception {
        try (Connection connection = database.connect(DatabaseRole.REGISTRAR)) {
            RuleVersions an = new RuleVersions(connection, "an");
            String flood = Objects.requireNonNull(RuleText.ruleOf(CatalogueText.read(null), "water.street-flood"))
                    .replace("id: water.street-flood", "id: water.street-flood\n  version: 2");
            an.propose("water.street-flood", 2, flood, null);
            an.rehearsed("water.street-flood", 2, REPORT);
            an.shadow("water.street-flood", 2);
            Instant now = Instant.now().plus(Duration.ofMinutes(1));
            shadow("both", now);
            shadow("early", now);
            active("both", now.plusSeconds(60));
            active("missed", now);
            assertThat(an.differences("water.street-flood", 2))
                    .extracting(RuleVersions.Difference::entityId, RuleVersions.Difference::raisedBy)
                    .containsExactlyInAnyOrder(
                            tuple("both", "both"), tuple("early", "shadow"), tuple("missed", "active"));
            an.withdraw("water.street-flood", 2);
        }
    }

    @Test
    void nobodyButTheFunctionsMovesAVersion() {
        for (DatabaseRole role : List.of(DatabaseRole.REGISTRAR, DatabaseRole.DASHBOARD, DatabaseRole.JOBS)) {
            assertThatThrownBy(() -> {
                        try (Connection connection = database.connect(role);
                                Statement statement = connection.createStatement()) {
                            statement.execute("update store.rule_version set state = 'active'");
                        }
                    })
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> {
                    try (RuleDesk lan = RuleDesk.open(database, "cli:lan")) {
                        lan.require("water.none", 1, lan.versions().promote("water.none", 1));
                    }
                })
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("there is no version 1");
    }

    private static void refused(RuleStep step, Outcome outcome, String detail) {
        assertThat(step).isEqualTo(new RuleStep(outcome, detail));
    }

    private static String river(int version, String set) {
        return Objects.requireNonNull(RuleText.ruleOf(CatalogueText.read(null), RIVER))
                .replace("id: " + RIVER, "id: " + RIVER + "\n  version: " + version)
                .replace("1.40", set)
                .replace("1.37", "1.10");
    }

    private static CatalogueText city() throws Exception {
        try (Versions versions = Versions.open(database, "cli:lan")) {
            return versions.text(versions.list().getFirst().number());
        }
    }

    private static void shadow(String entity, Instant at) throws SQLException {
        execute("""
                insert into store.shadow_transition (rule, version, alert_id, action, entity_kind, entity_id, area, sector,
                    severity, level, at, message)
                values ('water.street-flood', 2, gen_random_uuid(), 'raised', 'device', '%s', '25747', 'water', 'high', '',
                    '%s', '')""".formatted(entity, at));
    }

    private static void active(String entity, Instant at) throws SQLException {
        execute("""
                select store.apply_job_transition('raised', gen_random_uuid(), 'water.street-flood', 1, 'device', '%s',
                    '25747', 'water', 'high', '', '%s', 1, 1, '', '')""".formatted(entity, at));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection owner = database.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection owner = database.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }
}
