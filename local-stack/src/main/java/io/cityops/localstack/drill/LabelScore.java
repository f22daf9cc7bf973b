package io.cityops.localstack.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How one label was met.
 *
 * @param alarm the first that matched; null when none did
 * @param reached the worst severity of the expected rule's alarms, or of the other's; null without alarm
 * @param areas in how many of the label's areas the expected rule raised an alarm
 * @param acknowledged the first acknowledgement of a matching alarm
 * @param steps when each step of the procedure was ticked, in the procedure's order; null where nobody did
 */
record LabelScore(
        Label label,
        Outcome outcome,
        @Nullable DrillAlarm alarm,
        @Nullable String reached,
        int areas,
        @Nullable Instant acknowledged,
        @Nullable String acknowledgedBy,
        List<@Nullable DoneStep> steps) {
    /** What became of a label. */
    enum Outcome {
        /** The rule that was expected raised an alarm. */
        RAISED,
        /** Another rule of the same sector and place did. */
        OTHER_RULE,
        /** There is such a rule, and it raised nothing. */
        MISSED,
        /** The catalogue has no such rule yet. */
        NO_RULE,
        /** The drill was over before it could be noticed. */
        NOT_PLAYED;

        String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean noticed() {
            return this == RAISED || this == OTHER_RULE;
        }
    }

    /** From when it could be noticed; an alarm that stood already took no time. Null without alarm. */
    @Nullable
    Duration toAlarm() {
        return alarm == null ? null : since(alarm.openedAt());
    }

    @Nullable
    Duration toAcknowledgement() {
        return acknowledged == null ? null : since(acknowledged);
    }

    @Nullable
    Duration toStep(int index) {
        DoneStep step = steps.get(index);
        return step == null ? null : since(step.at());
    }

    private Duration since(Instant at) {
        Duration after = Duration.between(label.from(), at);
        return after.isNegative() ? Duration.ZERO : after;
    }
}
