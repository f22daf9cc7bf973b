package io.cityops.simulators.device;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What goes wrong with a real device now and then. Most happen by chance, to few devices at a time; all can be ordered.
 * New ones are added at the end: their places here are part of what the dice are asked.
 */
public enum Fault {
    /** Sends nothing; by chance for 10 to 20 minutes. */
    SILENCE(15, 1, 10, 20),
    /** Repeats the values of one moment; by chance for 10 to 25 minutes. */
    STUCK(30, 2, 10, 25),
    /** Sends each message twice; by chance for 3 to 8 minutes. */
    DUPLICATE(10, 2, 3, 8),
    /** Holds messages back and then sends them all as arrays; by chance for 2 to 5 minutes. */
    LATE(30, 1, 2, 5),
    /** Sends rubbish beside what it should; by chance for 1 to 2 minutes. */
    GARBAGE(10, 1, 1, 2),
    /** Its values run away, by {@value Distortion#DRIFT_SHARE_AN_HOUR} of their size an hour. */
    DRIFT(60, 1, 20, 40),
    /** Every fifth value or so is far too great. */
    SPIKE(60, 1, 2, 5),
    /** Its values scatter by {@value Distortion#NOISE_SHARE} of their size. */
    NOISE(60, 1, 5, 15),
    /** Sends its messages in pairs, the newer first; by chance for 3 to 8 minutes. */
    OUT_OF_ORDER(20, 1, 3, 8),
    /** Measures in metres a second, centimetres, Fahrenheit, milligrams and the like, and says the right unit. */
    WRONG_UNITS(90, 1, 3, 6),
    /** Its clock leaps: three hours ahead, two hours back, or to the year 2000. */
    CLOCK_JUMP(90, 1, 2, 5),
    /** Sends again, beside the new, what it sent in the time before of the same length. */
    REPLAYED_SESSION(60, 1, 3, 6),
    /** Loses its connection without a goodbye and comes back; what it measured meanwhile it sends then. */
    DISCONNECT(10, 2, 0.1, 0.4),
    /** Somebody has its token: floods, foreign topics, and packets that are not MQTT. Never by chance. */
    HOSTILE(0, 0, 0, 0);

    private static final Set<Fault> OF_SENSORS = EnumSet.of(STUCK, DRIFT, SPIKE, NOISE, WRONG_UNITS);
    private static final Set<String> COUNTED_BY_SOFTWARE = Set.of(
            "desk-1022",
            "dossier-desk",
            "emergency-desk",
            "emergency-room",
            "ambulance",
            "network-node",
            "intrusion-sensor",
            "concentrator");

    private final long everyMillis;
    private final int devicesPerFiveHundred;
    private final long shortestMillis;
    private final long longestMillis;

    Fault(int everyMinutes, int devicesPerFiveHundred, double shortestMinutes, double longestMinutes) {
        this.everyMillis = Duration.ofMinutes(everyMinutes).toMillis();
        this.devicesPerFiveHundred = devicesPerFiveHundred;
        this.shortestMillis = (long) (shortestMinutes * 60_000);
        this.longestMillis = (long) (longestMinutes * 60_000);
    }

    /** By its {@link #tag}. */
    public static Optional<Fault> of(String tag) {
        return Arrays.stream(values()).filter(fault -> fault.tag().equals(tag)).findFirst();
    }

    /** Every {@link #tag}. */
    public static List<String> tags() {
        return Arrays.stream(values()).map(Fault::tag).toList();
    }

    /** Whether it happens by itself to a device of this type: what software counts, such as 1022 reports, does not drift. */
    boolean befalls(String deviceType) {
        return !OF_SENSORS.contains(this) || !COUNTED_BY_SOFTWARE.contains(deviceType);
    }

    boolean happensByChance() {
        return devicesPerFiveHundred > 0;
    }

    /** A new choice of devices is made this often. */
    long everyMillis() {
        return everyMillis;
    }

    /** How many of so many devices are chosen each time; at least one. */
    int chosenOf(int devices) {
        return Math.max(1, (devices * devicesPerFiveHundred + 250) / 500);
    }

    long shortestMillis() {
        return shortestMillis;
    }

    long longestMillis() {
        return longestMillis;
    }

    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
