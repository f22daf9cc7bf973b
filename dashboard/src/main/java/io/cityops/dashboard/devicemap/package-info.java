/** The map of devices: where they are, how they are, and those that lie close together drawn as one. */
@NullMarked
package io.cityops.dashboard.devicemap;

import org.jspecify.annotations.NullMarked;
