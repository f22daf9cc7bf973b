package io.cityops.jobs.indicator;

/** A window of an indicator: {@code [startMillis, startMillis + seconds)}. */
public class WindowKey {
    public String indicator = "";
    public int seconds;
    public long startMillis;

    static WindowKey of(String indicator, int seconds, long startMillis) {
        WindowKey key = new WindowKey();
        key.indicator = indicator;
        key.seconds = seconds;
        key.startMillis = startMillis;
        return key;
    }

    static long startOf(long atMillis, long windowMillis) {
        return Math.floorDiv(atMillis, windowMillis) * windowMillis;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WindowKey key
                && key.startMillis == startMillis
                && key.seconds == seconds
                && key.indicator.equals(indicator);
    }

    @Override
    public int hashCode() {
        return (indicator.hashCode() * 31 + seconds) * 31 + Long.hashCode(startMillis);
    }

    @Override
    public String toString() {
        return indicator + "/" + seconds + "s@" + startMillis;
    }
}
