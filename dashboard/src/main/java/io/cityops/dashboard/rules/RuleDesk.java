package io.cityops.dashboard.rules;

import io.cityops.dashboard.access.Person;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.ProposedRule;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.version.RuleStep;
import io.cityops.model.version.RuleVersions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What engineers do to rules: propose a version, have it rehearsed, put it into the shadow, make it active, withdraw it. Each is
 * allowed or refused here by who they are now, and by the database by the account's role and by who did the steps before; it is
 * in the audit.
 */
@Component
final class RuleDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RuleDesk.class);
    static final String UNAVAILABLE = "unavailable";
    private static final String NOT_ALLOWED = "not-allowed";

    /**
     * What became of a deed.
     *
     * @param result {@code done}, or why not; a closed list with words for each
     * @param detail the state that a version is in, or what is wrong
     */
    record Done(String result, String detail) {}

    /**
     * What became of a proposal.
     *
     * @param result {@code done}, {@code problems}, or as of other deeds
     * @param version that was proposed; 0: none
     */
    record Proposed(String result, List<String> problems, String rule, int version) {}

    /** One step of a version. */
    interface Step {
        RuleStep of(RuleVersions versions) throws SQLException;
    }

    private final DataSource source;
    private final JdbcClient database;
    private final Catalogue catalogue;

    RuleDesk(DataSource source, JdbcClient database, Catalogue catalogue) {
        this.source = source;
        this.database = database;
        this.catalogue = catalogue;
    }

    /** Rules are the whole city's: who changes them sees all of it. */
    static boolean mayChange(Person asking) {
        return asking.role().engineers() && asking.scope().isEverything();
    }

    /** What keeps a rule from being proposed; empty: nothing. */
    List<String> problems(String written) {
        return ProposedRule.check(catalogue, written).problems();
    }

    Proposed propose(Person asking, String written, String note) {
        if (!mayChange(asking)) {
            return new Proposed(NOT_ALLOWED, List.of(), "", 0);
        }
        ProposedRule proposed = ProposedRule.check(catalogue, written);
        Rule rule = proposed.rule();
        if (rule == null || !proposed.problems().isEmpty()) {
            return new Proposed("problems", proposed.problems(), "", 0);
        }
        Done done = take(asking, versions -> versions.propose(rule.id(), rule.version(), written, note));
        return new Proposed(done.result(), List.of(), rule.id(), rule.version());
    }

    Done shadow(Person asking, String rule, int version) {
        return take(asking, versions -> versions.shadow(rule, version));
    }

    Done promote(Person asking, String rule, int version) {
        return take(asking, versions -> versions.promote(rule, version));
    }

    Done withdraw(Person asking, String rule, int version) {
        return take(asking, versions -> versions.withdraw(rule, version));
    }

    private Done take(Person asking, Step step) {
        if (!mayChange(asking)) {
            return new Done(NOT_ALLOWED, "");
        }
        try (Connection connection = source.getConnection()) {
            RuleStep came = step.of(new RuleVersions(connection, asking.name()));
            return new Done(came.outcome().tag(), came.detail());
        } catch (SQLException e) {
            LOG.warn("A rule's version could not be changed: {}", e.getMessage());
            return new Done(UNAVAILABLE, "");
        }
    }

    /** @param span back from now */
    Done rehearse(Person asking, String rule, int version, Duration span) {
        return ask(
                asking,
                "select store.ask_rehearsal(?, ?, ?, make_interval(secs => ?))",
                asking.name(),
                rule,
                version,
                span.toSeconds());
    }

    Done cancel(Person asking, long rehearsal) {
        return ask(asking, "select store.cancel_rehearsal(?, ?)", asking.name(), rehearsal);
    }

    private Done ask(Person asking, String function, Object... parameters) {
        if (!mayChange(asking)) {
            return new Done(NOT_ALLOWED, "");
        }
        try {
            return new Done(
                    database.sql(function)
                            .params(parameters)
                            .query(String.class)
                            .single(),
                    "");
        } catch (DataAccessException e) {
            LOG.warn("A rehearsal could not be asked for or cancelled: {}", e.getMessage());
            return new Done(UNAVAILABLE, "");
        }
    }
}
