package io.cityops.jobs.indicator;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

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

    public void write(DataOutputView out) throws IOException {
        heard.write(out);
        for (Level level : Level.values()) {
            of(level).write(out);
        }
    }

    public static CoveredWindows read(DataInputView in) throws IOException {
        CoveredWindows covered = new CoveredWindows();
        covered.heard = WindowSet.read(in);
        covered.minutes = WindowSet.read(in);
        covered.quarters = WindowSet.read(in);
        covered.hours = WindowSet.read(in);
        covered.days = WindowSet.read(in);
        return covered;
    }
}
