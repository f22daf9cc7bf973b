/** Incidents: alarms that people deal with as one, in memory for all desks, and in the database with all that happened. */
@NullMarked
package io.cityops.dashboard.incident;

import org.jspecify.annotations.NullMarked;
