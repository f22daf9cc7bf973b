package io.cityops.jobs.store;

import io.cityops.model.catalogue.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that the city has recorded, and that a rule may be held against. */
public sealed interface Incident {
    /** That told of it, or ought to have. */
    String rule();

    String sector();

    String severity();

    /** From when on it could be noticed. */
    Instant openedAt();

    /**
     * An alarm that people took for real: somebody acknowledged it.
     *
     * @param clearedAt null: not yet
     */
    record Acknowledged(
            String rule,
            String entityId,
            String area,
            String sector,
            String severity,
            Instant openedAt,
            @Nullable Instant clearedAt,
            String acknowledgedBy,
            String message)
            implements Incident {}

    /**
     * What a drill played, and a good operator was to notice.
     *
     * @param areas where
     * @param endedAt when there was nothing to be noticed any more
     * @param drillEndedAt from when on the drill raised nothing any more; null: it runs
     */
    record Played(
            String drill,
            String label,
            Text what,
            String rule,
            List<String> areas,
            String sector,
            String severity,
            Instant openedAt,
            Instant endedAt,
            @Nullable Instant drillEndedAt)
            implements Incident {
        public Played {
            areas = List.copyOf(areas);
        }
    }
}
