/** The operators' desk: alarms, areas, devices, and the search over all of them. */
@NullMarked
package io.cityops.dashboard.desk;

import org.jspecify.annotations.NullMarked;
