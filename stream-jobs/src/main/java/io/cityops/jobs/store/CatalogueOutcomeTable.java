package io.cityops.jobs.store;

import io.cityops.jobs.catalogue.CatalogueOutcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** What became of versions of the catalogue in the job: one row a version, the newest outcome. */
final class CatalogueOutcomeTable implements Table<CatalogueOutcome> {
    private static final long serialVersionUID = 1;
    private static final String SQL = """
            insert into store.catalogue_outcome as known (number, part, outcome, detail, at)
            select number, 'jobs', outcome, nullif(detail, ''), clock_timestamp()
            from unnest(?::int4[], ?::text[], ?::text[]) as row (number, outcome, detail)
            on conflict (number, part) do update set outcome = excluded.outcome, detail = excluded.detail, at = excluded.at
                where (known.outcome, known.detail) is distinct from (excluded.outcome, excluded.detail)
            """;

    @Override
    public String name() {
        return "catalogue_outcome";
    }

    @Override
    public Object keyOf(CatalogueOutcome outcome) {
        return outcome.number;
    }

    @Override
    public void write(Connection connection, List<CatalogueOutcome> outcomes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            new Columns<>(connection, statement, outcomes)
                    .integers(outcome -> outcome.number)
                    .texts(outcome -> outcome.outcome)
                    .texts(outcome -> outcome.detail);
            statement.executeUpdate();
        }
    }
}
