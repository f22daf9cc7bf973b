/** A message from the field on its way from the gateway to the jobs, and what becomes of one that is refused. */
@NullMarked
package io.cityops.model.telemetry;

import org.jspecify.annotations.NullMarked;
