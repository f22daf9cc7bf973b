package io.cityops.dashboard.live;

import org.jspecify.annotations.Nullable;

/**
 * What became of an alarm besides its own condition.
 *
 * @param aside null: it calls
 * @param children devices that nothing is known of because of it
 * @param escalation how many further steps were called
 * @param chattering it came three times within a minute and is held as it is
 */
public record Handling(@Nullable Aside aside, int children, int escalation, boolean chattering) {
    public static final Handling NONE = new Handling(null, 0, 0, false);
}
