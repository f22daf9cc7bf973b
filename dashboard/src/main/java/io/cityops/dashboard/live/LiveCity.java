package io.cityops.dashboard.live;

import org.springframework.stereotype.Component;

/** The newest snapshot of the city, one for all walls: fifty of them cost the database the same as one. */
@Component
public final class LiveCity {
    private volatile CitySnapshot newest = CitySnapshot.EMPTY;
    private volatile boolean reading;

    /** The same object until something changes. */
    public CitySnapshot newest() {
        return newest;
    }

    /** Whether the reader is connected, so that {@link #newest} is kept up. */
    public boolean isReading() {
        return reading;
    }

    void publish(CitySnapshot snapshot) {
        newest = snapshot;
    }

    void reading(boolean connected) {
        reading = connected;
    }
}
