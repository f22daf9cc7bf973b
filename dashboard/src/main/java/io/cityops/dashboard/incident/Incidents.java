package io.cityops.dashboard.incident;

import java.util.List;
import org.springframework.stereotype.Component;

/** All open incidents in memory: the live reader keeps them up, so that a change reaches every desk at once. */
@Component
public final class Incidents {
    private volatile List<Incident> open = List.of();

    /** The oldest first; the same object until something changes. */
    public List<Incident> open() {
        return open;
    }

    void replaceWith(List<Incident> read) {
        open = List.copyOf(read);
    }
}
