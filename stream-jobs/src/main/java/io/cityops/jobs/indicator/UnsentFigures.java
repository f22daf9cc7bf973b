package io.cityops.jobs.indicator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which windows of an area hold figures that have changed since they were sent. */
public class UnsentFigures {
    public List<WindowKey> windows = new ArrayList<>();
    /** By indicator, the moments of the oldest and newest late reading that windows may look back at. */
    public Map<String, long[]> lateReadings = new HashMap<>();

    boolean isEmpty() {
        return windows.isEmpty() && lateReadings.isEmpty();
    }
}
