package io.cityops.dashboard.layout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a wall shows: pages, one after the other.
 *
 * @param ground {@code dark} or {@code light}
 * @param dwell how long a page is shown before the next
 * @param revision one more with each change; 0: not yet written
 */
public record Layout(String name, String ground, Duration dwell, List<Page> pages, int revision) {
    public Layout {
        pages = List.copyOf(pages);
    }

    /**
     * @param tiles ids of indicators, in their order
     * @param areas codes; the tiles are of the first, and map and alarms of all of them
     * @param mapped the indicator of the map; empty: that of the first tile
     * @param view of the map; empty: the screen's own
     */
    public record Page(List<String> tiles, List<String> areas, String mapped, String view) {
        public Page {
            tiles = List.copyOf(tiles);
            areas = List.copyOf(areas);
        }
    }

    /**
     * Which page is shown at a moment, by the clock alone: screens of one layout turn together, and one that was away
     * takes its place among them.
     */
    public int pageAt(Instant now) {
        return (int) (now.getEpochSecond() / dwell.toSeconds() % pages.size());
    }
}
