package io.cityops.dashboard.alerts;

import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.live.OpenAlert;
import io.cityops.model.catalogue.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Which critical alarms are called out on every screen: those that are new, or critical since now, and that nobody has
 * acknowledged, for {@link #LONGEST}. A screen that is loaded anew meanwhile calls them out again; those that were open
 * long before this process started are in the lists only. One thread looks, any may ask.
 */
@Component
public final class CriticalCalls {
    public static final Duration LONGEST = Duration.ofSeconds(60);

    private volatile Map<UUID, Instant> since = Map.of();
    private CitySnapshot seen = CitySnapshot.EMPTY;

    /** Takes note of what is new. */
    public void look(CitySnapshot newest, Instant now) {
        boolean first = seen.isThatOf(CitySnapshot.EMPTY);
        if (newest.isThatOf(CitySnapshot.EMPTY) || (!first && newest.hasAlarmsOf(seen))) {
            return;
        }
        Map<UUID, Instant> before = since;
        Map<UUID, Instant> after = new HashMap<>();
        for (OpenAlert alert : newest.alerts()) {
            if (calls(alert)) {
                Instant known = before.get(alert.id());
                Instant opened = Instant.ofEpochMilli(alert.openedMillis());
                after.put(alert.id(), known != null ? known : first && opened.isBefore(now) ? opened : now);
            }
        }
        since = Map.copyOf(after);
        seen = newest;
    }

    /** Those to be called out now of what a screen sees, the newest first. */
    public List<OpenAlert> among(CitySnapshot visible, Instant now) {
        Map<UUID, Instant> known = since;
        if (known.isEmpty()) {
            return List.of();
        }
        Map<UUID, Instant> current = known.entrySet().stream()
                .filter(call -> now.isBefore(call.getValue().plus(LONGEST)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return current.isEmpty()
                ? List.of()
                : visible.alerts().stream()
                        .filter(alert -> calls(alert) && current.containsKey(alert.id()))
                        .sorted(Comparator.comparing(
                                (OpenAlert alert) -> Objects.requireNonNull(current.get(alert.id())),
                                Comparator.reverseOrder()))
                        .toList();
    }

    private static boolean calls(OpenAlert alert) {
        return alert.severity().equals(Severity.CRITICAL.tag())
                && alert.state().equals("active")
                && alert.acknowledgedBy() == null;
    }
}
