package io.cityops.localstack;

import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What the operator reads: whole lines, one at a time, whoever says them. */
public final class Console {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final PrintStream out;
    private final Clock clock;

    public Console(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Something happened: with the time of day. */
    public synchronized void say(String line) {
        print(TIME.format(LocalTime.now(clock)) + " " + line);
    }

    /** As it is. */
    public synchronized void print(String line) {
        out.print(line + "\n");
        out.flush();
    }

    /** Such as {@code 4.7 s}. */
    public static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }
}
