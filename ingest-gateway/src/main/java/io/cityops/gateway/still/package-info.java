/** Pictures of cameras: checked, the newest of each kept in the database, apart from the way of telemetry. */
@NullMarked
package io.cityops.gateway.still;

import org.jspecify.annotations.NullMarked;
