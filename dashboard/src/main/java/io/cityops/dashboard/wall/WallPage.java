package io.cityops.dashboard.wall;

import io.cityops.dashboard.access.Scope;
import io.cityops.model.catalogue.Indicator;
import java.util.List;

/**
 * One page of a layout as whoever looks at it may see it.
 *
 * @param scope whose first area has the tiles
 * @param tiles in their order
 * @param choosable ids that the map can be of
 * @param chosen the id that it is of at first; empty: there is none
 * @param view of the map; empty: the screen's own
 */
record WallPage(Scope scope, List<Indicator> tiles, List<String> choosable, String chosen, String view) {}
