package io.cityops.dashboard.tending;

import io.cityops.dashboard.access.People;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether somebody may answer alarms of a place: by their scope, and by the registry itself at the moment of the deed, since
 * what changes something must not rest on what was known a moment ago.
 */
@Component
final class AlarmAnswerers {
    private final JdbcClient database;
    private final People people;

    AlarmAnswerers(JdbcClient database, People people) {
        this.database = database;
        this.people = people;
    }

    private record Place(String area, String sector) {}

    boolean mayAnswer(String person, UUID alert) {
        return database.sql("select area, sector from store.alert where id = ?")
                .param(alert)
                .query(Place.class)
                .optional()
                .filter(place -> mayAnswer(person, place.area(), place.sector()))
                .isPresent();
    }

    /**
     * Whether alarms of all that it covers may be held back while it is worked on: by whoever answers them, and by engineers.
     *
     * @param sector null: all of them, for which who is kept to some is not enough
     */
    boolean mayMaintain(String person, String area, @Nullable String sector) {
        return people.find(person)
                        .filter(known ->
                                known.role().answersAlarms() || known.role().engineers())
                        .filter(known -> known.scope().hasArea(area))
                        .filter(known -> sector == null
                                ? known.scope().everySector()
                                : known.scope().hasSector(sector))
                        .isPresent()
                && isNow(person, "operator", "administrator", "engineer");
    }

    private boolean mayAnswer(String person, String area, String sector) {
        return people.find(person)
                        .filter(known -> known.mayAnswer(area, sector))
                        .isPresent()
                && isNow(person, "operator", "administrator");
    }

    private boolean isNow(String person, String... roles) {
        return database.sql("select exists (select from store.account where name = ? and enabled and role = any (?))")
                .params(person, roles)
                .query(Boolean.class)
                .single();
    }
}
