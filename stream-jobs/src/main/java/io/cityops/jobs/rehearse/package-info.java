/** Rehearsal: what rules would have done, by the production operators over recorded telemetry. */
@NullMarked
package io.cityops.jobs.rehearse;

import org.jspecify.annotations.NullMarked;
