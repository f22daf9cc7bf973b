package io.cityops.dashboard.briefing;

import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.access.Role;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Indicator;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Requests to explain a figure: asked of a ward by leaders of the city, answered by the ward's own people before a day is
 * over. Read at most every five seconds for all who look, and at once after each change made here.
 */
@Component
final class Explanations {
    private static final Logger LOG = LoggerFactory.getLogger(Explanations.class);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(92);
    private static final int MOST = 500;
    private static final int LONGEST_QUESTION = 1_000;
    private static final int LONGEST_ANSWER = 4_000;
    private static final Set<Role> ASKING = Set.of(Role.LEADER, Role.ADMINISTRATOR);
    private static final Set<Role> ANSWERING = Set.of(Role.LEADER, Role.OPERATOR);

    /** Those that are open first, the most urgent of them first; then the newest answers. */
    private static final String ALL = """
        select id, area, indicator, value, question, asked_by, asked_at, due_at, answer, answered_by, answered_at
        from store.explanation
        where answered_at is null or answered_at > clock_timestamp() - interval '30 days'
        order by answered_at is not null, case when answered_at is null then due_at end, answered_at desc limit ?\
        """;

    record Explanation(
            UUID id,
            String area,
            String indicator,
            @Nullable Double value,
            String question,
            String askedBy,
            Instant askedAt,
            Instant dueAt,
            @Nullable String answer,
            @Nullable String answeredBy,
            @Nullable Instant answeredAt) {}

    private record Read(Instant at, List<Explanation> all) {}

    private final JdbcClient database;
    private final Catalogue catalogue;
    private final Clock clock;
    private volatile Read known = new Read(Instant.EPOCH, List.of());

    Explanations(JdbcClient database, Catalogue catalogue, Clock clock) {
        this.database = database;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Whoever sees the whole city may ask its wards. */
    static boolean mayAsk(Person person) {
        return ASKING.contains(person.role()) && person.scope().everywhere();
    }

    /** The ward's own people, not those of the city. */
    static boolean mayAnswer(Person person, String area) {
        return ANSWERING.contains(person.role())
                && !person.scope().everywhere()
                && person.scope().hasArea(area);
    }

    synchronized List<Explanation> all() {
        Instant now = clock.instant();
        if (now.isAfter(known.at().plus(FRESH))) {
            known = new Read(now, read());
        }
        return known.all();
    }

    private List<Explanation> read() {
        try {
            return database.sql(ALL)
                    .param(MOST)
                    .query((row, number) -> new Explanation(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getString(3),
                            row.getObject(4, Double.class),
                            row.getString(5),
                            row.getString(6),
                            row.getTimestamp(7).toInstant(),
                            row.getTimestamp(8).toInstant(),
                            row.getString(9),
                            row.getString(10),
                            Optional.ofNullable(row.getTimestamp(11))
                                    .map(Timestamp::toInstant)
                                    .orElse(null)))
                    .list();
        } catch (DataAccessException e) {
            LOG.warn("The requests to explain could not be read: {}", e.getMessage());
            return known.all();
        }
    }

    /** @return {@code done}, {@code not-allowed}, {@code invalid} or {@code unavailable} */
    String ask(Person asking, String area, String indicator, @Nullable Double value, Instant due, String question) {
        Indicator wanted = catalogue.indicator(indicator);
        if (!mayAsk(asking) || wanted == null || !asking.scope().hasSector(wanted.sector())) {
            return "not-allowed";
        }
        Instant now = clock.instant();
        boolean valid = catalogue.area(area) != null
                && !area.equals(Area.CITY)
                && !question.isBlank()
                && question.length() <= LONGEST_QUESTION
                && due.isAfter(now)
                && due.isBefore(now.plus(LONGEST));
        return valid
                ? change(() -> database.sql("select store.ask_explanation(?, ?, ?, ?, ?, ?) is not null")
                        .param(asking.name())
                        .param(area)
                        .param(indicator)
                        .param(value)
                        .param(Timestamp.from(due))
                        .param(question.strip())
                        .query(Boolean.class)
                        .single())
                : "invalid";
    }

    /** @return {@code done}, {@code not-allowed}, {@code invalid}, {@code too-late} or {@code unavailable} */
    String answer(Person answering, UUID id, String answer) {
        Optional<Explanation> request =
                all().stream().filter(each -> each.id().equals(id)).findFirst();
        if (request.filter(each -> mayAnswer(answering, each.area())).isEmpty()) {
            return "not-allowed";
        }
        return answer.isBlank() || answer.length() > LONGEST_ANSWER
                ? "invalid"
                : change(() -> database.sql("select store.answer_explanation(?, ?, ?)")
                        .params(id, answering.name(), answer.strip())
                        .query(Boolean.class)
                        .single());
    }

    private interface Change {
        boolean made();
    }

    private String change(Change change) {
        try {
            boolean made = change.made();
            known = new Read(Instant.EPOCH, known.all());
            return made ? "done" : "too-late";
        } catch (DataAccessException e) {
            LOG.warn("A request to explain could not be written: {}", e.getMessage());
            return "unavailable";
        }
    }
}
