/** What becomes of alarms besides what the jobs see: put aside, suppressed, called again, folded. */
@NullMarked
package io.cityops.dashboard.tending;

import org.jspecify.annotations.NullMarked;
