package io.cityops.jobs.indicator;

import java.util.HashMap;
import java.util.Map;

/** What the areas inside an area contributed to one window of one indicator: the newest of each. */
public class MergedWindow {
    public Map<String, Part> parts = new HashMap<>();
    public boolean closed;

    /** One area's part. */
    public static class Part {
        public Figures figures = new Figures();
        public int reporting;
        public int late;
        public long newestObservedAtMillis = AreaFigure.NO_READING;
        public long asOfMillis;

        static Part of(AreaFigure figure) {
            Part part = new Part();
            part.figures = figure.figures;
            part.reporting = figure.reporting;
            part.late = Math.max(0, figure.revision - 1);
            part.newestObservedAtMillis = figure.newestObservedAtMillis;
            part.asOfMillis = figure.asOfMillis;
            return part;
        }
    }
}
