package io.cityops.jobs.indicator;

/** A window of an area: {@code [startMillis, startMillis + seconds)}. */
public class WindowKey {
    public int seconds;
    public long startMillis;

    static WindowKey of(Level level, long startMillis) {
        WindowKey key = new WindowKey();
        key.seconds = level.seconds();
        key.startMillis = startMillis;
        return key;
    }

    Level level() {
        return Level.ofSeconds(seconds);
    }

    long endMillis() {
        return startMillis + seconds * 1000L;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WindowKey key && key.startMillis == startMillis && key.seconds == seconds;
    }

    @Override
    public int hashCode() {
        // Multiples of a minute are the same in their last bits.
        return (int) ((31 * endMillis() + startMillis) * 0x9E3779B97F4A7C15L >>> 32);
    }

    @Override
    public String toString() {
        return seconds + "s@" + startMillis;
    }
}
