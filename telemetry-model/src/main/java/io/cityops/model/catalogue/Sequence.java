package io.cityops.model.catalogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What must begin in one area one after another, for a rule of {@link Rule.Kind#SEQUENCE}. A step begins when it comes to hold,
 * and again with each statement of it that comes to hold while it does; one that merely goes on does not begin.
 *
 * @param steps in their order; two at least
 * @param within from the beginning of the first step to that of the last, both included
 */
public record Sequence(List<Condition> steps, Duration within) {
    public Sequence {
        steps = List.copyOf(steps);
    }

    /** The single statements of all steps; their places are counted through. */
    public List<Condition.Leaf> leaves() {
        List<Condition.Leaf> leaves = new ArrayList<>();
        steps.forEach(step -> leaves.addAll(step.leaves()));
        return leaves;
    }
}
