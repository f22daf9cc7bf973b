package io.cityops.dashboard.live;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An indicator's value for one area and window, as the jobs last wrote it.
 *
 * @param windowStartMillis event time, epoch
 * @param value in the indicator's unit; null when no device reported
 * @param expected devices that ought to report
 * @param reporting devices that did
 * @param revision 0 while the window is open
 * @param quality null when sound, else {@code provisional} or {@code insufficient}
 * @param newestReadingMillis the newest reading in it, epoch; null when there is none
 * @param updatedMillis when the jobs wrote it, by the database's clock, epoch
 */
public record Figure(
        String area,
        String indicator,
        long windowStartMillis,
        @Nullable Double value,
        int expected,
        int reporting,
        int revision,
        @Nullable String quality,
        @Nullable Long newestReadingMillis,
        long updatedMillis) {
    boolean isFinal() {
        return revision >= 1;
    }

    /** Whether a wall would show the two alike. */
    public boolean looksLike(Figure other) {
        return Objects.equals(value, other.value)
                && Objects.equals(newestReadingMillis, other.newestReadingMillis)
                && Objects.equals(quality, other.quality)
                && expected == other.expected
                && reporting == other.reporting;
    }
}
