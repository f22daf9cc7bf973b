package io.cityops.simulators.device;

import java.time.Duration;
import java.util.Locale;

/** What goes wrong with a real device now and then. */
public enum Fault {
    /** Sends nothing for 10 to 20 minutes. */
    SILENCE(15, 1, 10, 20),
    /** Repeats the values of one moment for 10 to 25 minutes. */
    STUCK(30, 2, 10, 25),
    /** Sends each message twice for 3 to 8 minutes. */
    DUPLICATE(10, 2, 3, 8),
    /** Holds messages back for 2 to 5 minutes and then sends them all as one array. */
    LATE(30, 1, 2, 5),
    /** Sends rubbish beside what it should, for 1 to 2 minutes. */
    GARBAGE(10, 1, 1, 2);

    private final long everyMillis;
    private final int devicesPerFiveHundred;
    private final long shortestMillis;
    private final long longestMillis;

    Fault(int everyMinutes, int devicesPerFiveHundred, int shortestMinutes, int longestMinutes) {
        this.everyMillis = Duration.ofMinutes(everyMinutes).toMillis();
        this.devicesPerFiveHundred = devicesPerFiveHundred;
        this.shortestMillis = Duration.ofMinutes(shortestMinutes).toMillis();
        this.longestMillis = Duration.ofMinutes(longestMinutes).toMillis();
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
        return name().toLowerCase(Locale.ROOT);
    }
}
