package io.cityops.localstack.drill;

import io.cityops.model.catalogue.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drill as it is kept.
 *
 * @param startedAt when the scenario's start is played
 * @param endsAt when it is over by itself
 * @param nominalAt what the scenario's clock shows at its start
 * @param running being played by somebody who is alive
 * @param outcome {@code completed}, {@code stopped} or {@code abandoned}; null until it ended
 * @param report as JSON; null until it was written
 */
public record Drill(
        String id,
        String scenario,
        Text name,
        String startedBy,
        Instant startedAt,
        Instant endsAt,
        Instant nominalAt,
        double speed,
        List<Label> labels,
        boolean running,
        @Nullable Instant endedAt,
        @Nullable String outcome,
        @Nullable String report) {
    public Drill {
        labels = List.copyOf(labels);
    }

    /** The devices of a drill are told by their ids. */
    static String twinOf(String drill, String deviceId) {
        return "drill-" + drill + "-" + deviceId;
    }
}
