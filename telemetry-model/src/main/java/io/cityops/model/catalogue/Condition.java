package io.cityops.model.catalogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What must hold in an area, across devices, sectors and areas, for a rule of {@link Rule.Kind#CONDITION}. What nothing is
 * known of is neither true nor false (Kleene's logic), so that a station that is away neither raises nor clears an alarm.
 */
public sealed interface Condition {
    /** Whether something holds. */
    enum Truth {
        FALSE,
        UNKNOWN,
        TRUE;

        public static Truth of(boolean holds) {
            return holds ? TRUE : FALSE;
        }

        Truth not() {
            return values()[TRUE.ordinal() - ordinal()];
        }
    }

    /** @param leaf says what is known of each */
    Truth judge(Function<Leaf, Truth> leaf);

    /** The single statements, in the order of the file. */
    List<Leaf> leaves();

    /** All of them hold. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth judge(Function<Leaf, Truth> leaf) {
            return parts.stream()
                    .map(part -> part.judge(leaf))
                    .min(Truth::compareTo)
                    .orElse(Truth.UNKNOWN);
        }

        @Override
        public List<Leaf> leaves() {
            return leavesOf(parts);
        }

        @Override
        public String toString() {
            return joined(parts, " AND ");
        }
    }

    /** At least one of them holds. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth judge(Function<Leaf, Truth> leaf) {
            return parts.stream()
                    .map(part -> part.judge(leaf))
                    .max(Truth::compareTo)
                    .orElse(Truth.UNKNOWN);
        }

        @Override
        public List<Leaf> leaves() {
            return leavesOf(parts);
        }

        @Override
        public String toString() {
            return joined(parts, " OR ");
        }
    }

    /** It does not hold, which is more than that nothing is known of it. */
    record Not(Condition part) implements Condition {
        @Override
        public Truth judge(Function<Leaf, Truth> leaf) {
            return part.judge(leaf).not();
        }

        @Override
        public List<Leaf> leaves() {
            return part.leaves();
        }

        @Override
        public String toString() {
            return "NOT " + part;
        }
    }

    /** What a leaf looks at. */
    enum Looks {
        /** Readings of the area's devices. */
        MEASURE,
        /** The value of the area, or of another one that is named. */
        INDICATOR,
        /** Devices of a type that fell silent. */
        SILENT
    }

    /**
     * One statement: so many devices of the area read beyond a value, an area's indicator is beyond it, or so many devices of a
     * type are silent.
     *
     * @param place its place among the rule's leaves, from 0
     * @param input a measure id, an indicator id, or a device type
     * @param deviceTypes whose readings count; empty: all
     * @param change zero: the value itself is meant; else how far it has risen in so long since its lowest, or, where values below
     *     are meant, fallen since its highest, which is a negative number
     * @param above whether values above {@code set} are meant; else those below
     * @param set from this value on it holds
     * @param clear back at this value it holds no more; on the other side of {@code set}
     * @param devices how many devices it takes
     * @param area whose indicator it is; empty: the area that the alarm would be of
     * @param known how long after a value was observed it is still known
     */
    record Leaf(
            int place,
            Looks looks,
            String input,
            List<String> deviceTypes,
            Duration change,
            boolean above,
            double set,
            double clear,
            int devices,
            String area,
            Duration known)
            implements Condition {
        public Leaf {
            deviceTypes = List.copyOf(deviceTypes);
        }

        /** Whether a value is meant, given whether the one before was. */
        public boolean holds(double value, boolean before) {
            double threshold = before ? clear : set;
            boolean beyond = above ? value > threshold : value < threshold;
            return beyond || !before && value == threshold;
        }

        public boolean concerns(String deviceType) {
            return looks == Looks.SILENT
                    ? input.equals(deviceType)
                    : deviceTypes.isEmpty() || deviceTypes.contains(deviceType);
        }

        @Override
        public Truth judge(Function<Leaf, Truth> leaf) {
            return leaf.apply(this);
        }

        @Override
        public List<Leaf> leaves() {
            return List.of(this);
        }

        @Override
        public String toString() {
            return looks == Looks.SILENT
                    ? input + " silent"
                    : String.format(
                            Locale.ROOT,
                            "%s%s %s %s",
                            input,
                            change.isZero() ? "" : " in " + change,
                            above ? ">=" : "<=",
                            set);
        }
    }

    private static List<Leaf> leavesOf(List<Condition> parts) {
        List<Leaf> leaves = new ArrayList<>();
        parts.forEach(part -> leaves.addAll(part.leaves()));
        return leaves;
    }

    private static String joined(List<Condition> parts, String by) {
        return parts.stream().map(Condition::toString).collect(Collectors.joining(by, "(", ")"));
    }
}
