package io.cityops.dashboard.alerts;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes that a person has taken notice of an alarm: who, when, with what comment. */
@Component
public final class Acknowledgements {
    private static final Logger LOG = LoggerFactory.getLogger(Acknowledgements.class);
    private static final int LONGEST_COMMENT = 500;

    /** What came of it. */
    public enum Result {
        DONE,
        /** Another person was first, or the alarm is closed. */
        TOO_LATE,
        /** The account may not, or no longer. */
        NOT_ALLOWED,
        UNAVAILABLE
    }

    private final JdbcClient database;

    public Acknowledgements(JdbcClient database) {
        this.database = database;
    }

    /** Asks the registry anew whether the person may, since a wall stays signed in for weeks. */
    public Result acknowledge(UUID alert, String person, String comment) {
        try {
            if (!mayNow(person)) {
                return Result.NOT_ALLOWED;
            }
            boolean done = database.sql("select store.acknowledge_alert(?, ?, ?)")
                    .params(alert, person, cut(comment.strip()))
                    .query(Boolean.class)
                    .single();
            return done ? Result.DONE : Result.TOO_LATE;
        } catch (DataAccessException e) {
            LOG.warn("Alarm {} could not be acknowledged: {}", alert, e.getMessage());
            return Result.UNAVAILABLE;
        }
    }

    private boolean mayNow(String person) {
        return database.sql(
                        "select exists (select from store.account where name = ? and enabled and role in ('operator', 'administrator'))")
                .param(person)
                .query(Boolean.class)
                .single();
    }

    private static String cut(String comment) {
        return comment.length() <= LONGEST_COMMENT ? comment : comment.substring(0, LONGEST_COMMENT);
    }
}
