package io.cityops.dashboard.alerts;

import io.cityops.dashboard.access.People;
import io.cityops.dashboard.access.Person;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Rule;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people do to alarms: take notice, assign, comment, tick off what is to be done, close. Each is allowed or refused here, by who they are now and where
 * the alarm is, whatever page they ask from; the database writes it into the alarm's timeline and the audit.
 */
@Component
public final class AlarmDesk {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmDesk.class);
    private static final int LONGEST_COMMENT = 500;

    /** What came of it. */
    public enum Result {
        DONE,
        /** Another person was first, or the alarm is closed. */
        TOO_LATE,
        /** The account may not, or no longer, or not there. */
        NOT_ALLOWED,
        /** No comment, an assignee who may not answer this alarm, or a step that its procedure does not have. */
        INVALID,
        /** Its condition is watched: it ends by itself, and is shelved until then. */
        WATCHED,
        UNAVAILABLE;

        /** As the browser is told. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final JdbcClient database;
    private final People people;
    private final Catalogue catalogue;

    public AlarmDesk(JdbcClient database, People people, Catalogue catalogue) {
        this.database = database;
        this.people = people;
        this.catalogue = catalogue;
    }

    public Result acknowledge(UUID alert, String person, String comment) {
        return answer(
                alert,
                person,
                place -> database.sql("select store.acknowledge_alert(?, ?, ?)")
                                .params(alert, person, cut(comment))
                                .query(Boolean.class)
                                .single()
                        ? Result.DONE
                        : Result.TOO_LATE);
    }

    /** @param to who is to deal with it; null: nobody any more */
    public Result assign(UUID alert, String person, @Nullable String to, String comment) {
        return answer(alert, person, place -> {
            if (to != null && people.find(to).filter(place::answeredBy).isEmpty()) {
                return Result.INVALID;
            }
            return database.sql("select store.assign_alert(?, ?, ?, ?)")
                            .param(alert)
                            .param(person)
                            .param(to)
                            .param(cut(comment))
                            .query(Boolean.class)
                            .single()
                    ? Result.DONE
                    : Result.TOO_LATE;
        });
    }

    public Result comment(UUID alert, String person, String comment) {
        if (comment.isBlank()) {
            return Result.INVALID;
        }
        return answer(
                alert,
                person,
                place -> database.sql("select store.comment_alert(?, ?, ?)")
                                .params(alert, person, cut(comment))
                                .query(Boolean.class)
                                .single()
                        ? Result.DONE
                        : Result.TOO_LATE);
    }

    /**
     * Notes in the timeline that a step is done, or not after all.
     *
     * @param step of the rule's procedure, the first is 1
     */
    public Result tick(UUID alert, String person, int step, boolean done) {
        return answer(alert, person, place -> {
            Rule rule = catalogue.rule(place.rule());
            if (rule == null || step < 1 || step > rule.procedure().size()) {
                return Result.INVALID;
            }
            return database.sql("select store.tick_step(?, ?, ?, ?, ?)")
                            .params(
                                    alert,
                                    person,
                                    step,
                                    rule.procedure().get(step - 1).vi(),
                                    done)
                            .query(Boolean.class)
                            .single()
                    ? Result.DONE
                    : Result.TOO_LATE;
        });
    }

    /** Closes what nobody can see the end of any more: the device is disabled or gone, or the rule is. */
    public Result close(UUID alert, String person, String reason) {
        return answer(alert, person, place -> switch (database.sql("select store.close_unwatched(?, ?, ?, ?)")
                .params(alert, person, cut(reason), catalogue.rule(place.rule()) == null)
                .query(String.class)
                .single()) {
            case "done" -> Result.DONE;
            case "no-reason" -> Result.INVALID;
            case "watched" -> Result.WATCHED;
            default -> Result.TOO_LATE;
        });
    }

    private record Place(String area, String sector, String rule) {
        boolean answeredBy(Person person) {
            return person.mayAnswer(area, sector);
        }
    }

    private Result answer(UUID alert, String person, Function<Place, Result> deed) {
        try {
            Optional<Place> place = database.sql("select area, sector, rule from store.alert where id = ?")
                    .param(alert)
                    .query((row, number) -> new Place(row.getString(1), row.getString(2), row.getString(3)))
                    .optional();
            boolean allowed = people.find(person)
                            .filter(known -> place.isPresent() && place.get().answeredBy(known))
                            .isPresent()
                    && mayNow(person);
            return allowed ? deed.apply(place.get()) : Result.NOT_ALLOWED;
        } catch (DataAccessException e) {
            LOG.warn("Alarm {} could not be answered: {}", alert, e.getMessage());
            return Result.UNAVAILABLE;
        }
    }

    /** Asks the registry itself: what changes something must not rest on what was known a moment ago. */
    private boolean mayNow(String person) {
        return database.sql("""
                        select exists (select from store.account
                                       where name = ? and enabled and role in ('operator', 'administrator'))""").param(person).query(Boolean.class).single();
    }

    private static String cut(String comment) {
        String stripped = comment.strip();
        return stripped.length() <= LONGEST_COMMENT ? stripped : stripped.substring(0, LONGEST_COMMENT);
    }
}
