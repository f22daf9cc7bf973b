/** The named aggregates: readings to a few numbers that merge, and what these say. */
@NullMarked
package io.cityops.jobs.aggregate;

import org.jspecify.annotations.NullMarked;
