package io.cityops.localstack.drill;

import io.cityops.model.catalogue.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be played.
 *
 * @param name on the screens; null for the scenario's title
 * @param hereAndNow at the present hour and tide, not at the scenario's
 * @param longest null: to the scenario's end
 */
public record NewDrill(
        DrillPlan plan,
        String scenario,
        @Nullable String name,
        double speed,
        boolean hereAndNow,
        @Nullable Duration longest) {
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyMMdd-HHmmss", Locale.ROOT);
    /** For the twins to sign in, and to tell what they remember. */
    private static final Duration LEAD = Duration.ofSeconds(10);

    /** @param now when it was asked for; the scenario's start is played a little later */
    public Drill at(Instant now) {
        Instant from = now.plus(LEAD).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        Duration length = DrillPlan.divided(plan.length(), speed);
        return new Drill(
                ID.format(now.atZone(DrillReport.ZONE)),
                scenario,
                name == null ? plan.title() : new Text(name, name),
                "",
                from,
                from.plus(longest == null || longest.compareTo(length) > 0 ? length : longest),
                hereAndNow ? from : plan.start(),
                speed,
                plan.playedFrom(from, speed),
                true,
                null,
                null,
                null);
    }
}
