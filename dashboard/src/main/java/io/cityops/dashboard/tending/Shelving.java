package io.cityops.dashboard.tending;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts alarms aside for a while (ISA-18.2): with an owner, a reason, and an end within 24 hours, after which they call again
 * by themselves. What comes back of the same rule and entity meanwhile is aside too; what is worse is not.
 */
@Component
public final class Shelving {
    private static final Logger LOG = LoggerFactory.getLogger(Shelving.class);
    private static final int LONGEST_COMMENT = 500;

    /** What came of it. */
    public enum Result {
        DONE,
        /** It is closed, or there is none. */
        CLOSED,
        NOT_SHELVED,
        NO_REASON,
        /** None, or one that is past. */
        NO_END,
        /** Over 24 hours. */
        TOO_LONG,
        /** The account may not, or no longer, or not there. */
        NOT_ALLOWED,
        UNAVAILABLE;

        /** As the browser is told. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final JdbcClient database;
    private final AlarmAnswerers answerers;

    Shelving(JdbcClient database, AlarmAnswerers answerers) {
        this.database = database;
        this.answerers = answerers;
    }

    public Result shelve(UUID alert, String person, Instant until, String reason) {
        return ifAllowed(alert, person, () -> switch (database.sql("select store.shelve_alert(?, ?, ?, ?)")
                .params(alert, person, Timestamp.from(until), cut(reason))
                .query(String.class)
                .single()) {
            case "done" -> Result.DONE;
            case "no-reason" -> Result.NO_REASON;
            case "no-end" -> Result.NO_END;
            case "too-long" -> Result.TOO_LONG;
            default -> Result.CLOSED;
        });
    }

    public Result unshelve(UUID alert, String person, String comment) {
        return ifAllowed(
                alert,
                person,
                () -> database.sql("select store.unshelve_alert(?, ?, ?)")
                                .params(alert, person, cut(comment))
                                .query(Boolean.class)
                                .single()
                        ? Result.DONE
                        : Result.NOT_SHELVED);
    }

    private Result ifAllowed(UUID alert, String person, Supplier<Result> deed) {
        try {
            return answerers.mayAnswer(person, alert) ? deed.get() : Result.NOT_ALLOWED;
        } catch (DataAccessException e) {
            LOG.warn("Alarm {} could not be shelved or taken back: {}", alert, e.getMessage());
            return Result.UNAVAILABLE;
        }
    }

    static String cut(String comment) {
        String stripped = comment.strip();
        return stripped.length() <= LONGEST_COMMENT ? stripped : stripped.substring(0, LONGEST_COMMENT);
    }
}
