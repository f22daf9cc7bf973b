package io.cityops.jobs.indicator;

/** The windows in which a device was heard with certain measures, and those for which it was heard just before. */
public class CoveredWindows {
    public WindowSet heard = new WindowSet();
    public WindowSet minutes = new WindowSet();
    public WindowSet quarters = new WindowSet();
    public WindowSet hours = new WindowSet();
    public WindowSet days = new WindowSet();

    WindowSet of(Level level) {
        return switch (level) {
            case MINUTE -> minutes;
            case QUARTER -> quarters;
            case HOUR -> hours;
            case DAY -> days;
        };
    }
}
