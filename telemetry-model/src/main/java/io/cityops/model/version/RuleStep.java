package io.cityops.model.version;

import java.util.Locale;

/**
 * What became of a step of a rule's version on its way from draft to active.
 *
 * @param detail the state that it is in, where that does not allow the step; what is wrong with the catalogue that it would lead to;
 *     else empty
 */
public record RuleStep(Outcome outcome, String detail) {
    /** Why not. */
    public enum Outcome {
        DONE,
        NOT_ALLOWED,
        /** A version of that number is there already. */
        KNOWN,
        /** There is no such version. */
        UNKNOWN,
        /** Who proposed a version does not make it active. */
        SAME_PERSON,
        /** Nor does who rehearsed it. */
        REHEARSER,
        /** Another version of the rule is in the shadow. */
        SHADOW_TAKEN,
        CATALOGUE_CHANGED,
        NO_CATALOGUE,
        /** The city's catalogue was changed since, and the rule has no place in it any more. */
        NO_LONGER_VALID,
        WRONG_STATE;

        /** As the database writes it. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param came of the database: an outcome's tag, or the state that the version is in */
    static RuleStep of(String came) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.tag().equals(came)) {
                return new RuleStep(outcome, "");
            }
        }
        return new RuleStep(Outcome.WRONG_STATE, came);
    }

    public boolean isDone() {
        return outcome == Outcome.DONE;
    }
}
