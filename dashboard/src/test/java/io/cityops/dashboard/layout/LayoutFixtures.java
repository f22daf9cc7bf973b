package io.cityops.dashboard.layout;

import java.util.Map;

/** Layouts as the live reader makes them known. */
public final class LayoutFixtures {
    private LayoutFixtures() {}

    public static void known(Layouts layouts, Layout layout) {
        layouts.replaceWith(new Layouts.Known(Map.of(layout.name(), layout), Map.of()));
    }
}
