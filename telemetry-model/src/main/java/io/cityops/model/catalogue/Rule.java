package io.cityops.model.catalogue;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When to raise an alarm. One alarm a rule and entity: as the value climbs the levels, the alarm's severity climbs.
 *
 * @param input a measure id, an indicator id, or null for {@link Kind#SILENCE}, {@link Kind#CONDITION} and {@link Kind#SEQUENCE}
 * @param deviceTypes whose readings count; empty: all types
 * @param areas whose values count, for all kinds that are about areas
 * @param above whether values above the thresholds are the bad ones; else those below
 * @param change zero: thresholds are of the value itself; else of how far it has risen in so long since its lowest, or, where values
 *     below are bad, fallen since its highest, which is a negative number; zero but for {@link Kind#MEASURE} and
 *     {@link Kind#INDICATOR}
 * @param levels from the mildest to the worst
 * @param when what must hold; null but for {@link Kind#CONDITION}
 * @param sequence what must begin one after another; null but for {@link Kind#SEQUENCE}
 * @param every how far apart the values are that a detector judges, each the mean of what came meanwhile; zero but for
 *     {@link Kind#ANOMALY}
 * @param schedule when it watches; an alarm that stands at the end of that time is cleared, and what is beyond a level at its
 *     beginning has been so from then on
 * @param onDelay how long, in event time, a level must hold before the alarm is raised
 * @param offDelay how long, in event time, the value must stay beyond the clear threshold before it is cleared
 * @param message for the operator, with {@code {entity} {area} {value} {threshold} {level}} filled in
 * @param response what the operator is to do; an alarm that asks for nothing is not one (ISA-18.2)
 * @param procedure the steps of the response, to be ticked off one by one; empty: the response is the only one
 */
public record Rule(
        String id,
        int version,
        String sector,
        Text name,
        Kind kind,
        @Nullable String input,
        List<String> deviceTypes,
        Areas areas,
        boolean above,
        Duration change,
        List<Level> levels,
        @Nullable Condition when,
        @Nullable Sequence sequence,
        Duration every,
        Schedule schedule,
        Duration onDelay,
        Duration offDelay,
        Text message,
        Text response,
        List<Text> procedure) {
    public Rule {
        deviceTypes = List.copyOf(deviceTypes);
        levels = List.copyOf(levels);
        procedure = procedure.isEmpty() ? List.of(response) : List.copyOf(procedure);
    }

    private static final char SHADOW = '~';

    /** The same rule under an id by which it runs beside the active version: id and version. */
    Rule asShadow() {
        return new Rule(
                id + SHADOW + version,
                version,
                sector,
                name,
                kind,
                input,
                deviceTypes,
                areas,
                above,
                change,
                levels,
                when,
                sequence,
                every,
                schedule,
                onDelay,
                offDelay,
                message,
                response,
                procedure);
    }

    /** Whether an id is that of a shadow. */
    public static boolean isShadow(String id) {
        return id.indexOf(SHADOW) >= 0;
    }

    /** The id of the rule whose shadow this is the id of; itself when it is none. */
    public static String shadowed(String id) {
        return isShadow(id) ? id.substring(0, id.indexOf(SHADOW)) : id;
    }

    /** What the rule looks at. */
    public enum Kind {
        /** Readings of each device. */
        MEASURE,
        /** Values of each area. */
        INDICATOR,
        /** Devices that ought to have reported. */
        SILENCE,
        /** What holds in an area across devices, sectors and areas: {@link Rule#when()}. */
        CONDITION,
        /** What begins in an area one after another: {@link Rule#sequence()}. */
        SEQUENCE,
        /** Readings of each device that are unusual for it; thresholds are of the detector's score, which is in [0,1). */
        ANOMALY
    }

    /** Which areas. */
    public enum Areas {
        ALL,
        /** Those in which no other lies, such as wards; for what adds up over the areas around. */
        INNERMOST
    }

    /**
     * @param set the value at which the level begins, in the input's unit
     * @param clear the value to come back to before it ends; on the good side of {@code set}
     */
    public record Level(Severity severity, double set, double clear, Text name) {}

    /** Whether its levels have thresholds; else there is one level, which begins and ends with what the rule is about. */
    public boolean hasThresholds() {
        return kind == Kind.MEASURE || kind == Kind.INDICATOR || kind == Kind.ANOMALY;
    }

    /** The statements that a condition or a sequence is made of; empty for all other kinds. */
    public List<Condition.Leaf> leaves() {
        return when != null ? when.leaves() : sequence != null ? sequence.leaves() : List.of();
    }

    public boolean appliesTo(String deviceType) {
        return deviceTypes.isEmpty() || deviceTypes.contains(deviceType);
    }

    /**
     * Whether a value lies within the clear thresholds of all levels: it begins none, and ends those that stand. Of a rule on a rate of
     * change no value says so by itself.
     */
    public boolean isCalm(double value) {
        if (!change.isZero()) {
            return false;
        }
        for (Level level : levels) {
            if (above ? value > level.clear() || value >= level.set() : value < level.clear() || value <= level.set()) {
                return false;
            }
        }
        return !Double.isNaN(value);
    }
}
