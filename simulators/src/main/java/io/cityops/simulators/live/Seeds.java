package io.cityops.simulators.live;

import io.cityops.model.settings.Settings;
import org.jspecify.annotations.Nullable;

/** The two numbers that choose a simulated city. */
public final class Seeds {
    private static final int MOST_DEVICES = 20_000;

    private Seeds() {}

    public static long chosen(@Nullable Long option, Settings settings) {
        return option != null ? option : settings.integer("CITYOPS_SEED", 1, 0, Integer.MAX_VALUE);
    }

    public static int checkedCount(int count) {
        if (count < 1 || count > MOST_DEVICES) {
            throw new IllegalArgumentException("%d devices: allowed are 1 to %d".formatted(count, MOST_DEVICES));
        }
        return count;
    }
}
