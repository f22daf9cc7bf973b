/** How records and state are written where reflection field by field would cost more than the work on them. */
@NullMarked
package io.cityops.jobs.wire;

import org.jspecify.annotations.NullMarked;
