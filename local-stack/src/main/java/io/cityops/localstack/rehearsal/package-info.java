/** Rehearsals that are asked for in the dashboard, and run beside it. */
@NullMarked
package io.cityops.localstack.rehearsal;

import org.jspecify.annotations.NullMarked;
