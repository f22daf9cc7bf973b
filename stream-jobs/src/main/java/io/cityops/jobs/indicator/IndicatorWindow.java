package io.cityops.jobs.indicator;

import java.util.HashMap;
import java.util.Map;

/** What the devices of one area contributed to one window of one indicator. */
public class IndicatorWindow {
    public Map<String, Accumulation> devices = new HashMap<>();
    public long newestReceivedAtMillis = Long.MIN_VALUE;
    /**
     * Readings received when the window was already due to be closed, by their received time alone: so a replay counts
     * the same ones, and a revision number always stands for at least the same readings.
     */
    public int late;

    public boolean closed;
}
