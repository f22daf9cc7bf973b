/** Readings, figures and silence to alarms. */
@NullMarked
package io.cityops.jobs.alarm;

import org.jspecify.annotations.NullMarked;
