/** Readings to the figures of areas, in event-time windows. */
@NullMarked
package io.cityops.jobs.indicator;

import org.jspecify.annotations.NullMarked;
