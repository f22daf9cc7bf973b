package io.cityops.dashboard.screen;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Indicator;
import java.time.Duration;

/**
 * When a figure is too old to be believed: its newest reading may be twice as old as the slowest of its device types
 * normally lets it become, plus 15 s for the way of a reading onto the screen (the watermark's 10 s, the window, the
 * write and the push); never less than a minute.
 */
final class Staleness {
    private static final Duration WAY_TO_SCREEN = Duration.ofSeconds(15);
    private static final Duration LEAST = Duration.ofSeconds(60);

    private Staleness() {}

    static Duration of(Indicator indicator, Catalogue catalogue) {
        Duration slowest = catalogue.deviceTypes().stream()
                .filter(type -> indicator.inputs().stream().anyMatch(type.measures()::containsKey))
                .map(DeviceType::defaultInterval)
                .max(Duration::compareTo)
                .orElse(LEAST);
        Duration after = slowest.multipliedBy(2).plus(WAY_TO_SCREEN);
        return after.compareTo(LEAST) < 0 ? LEAST : after;
    }
}
