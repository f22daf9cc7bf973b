/** What comes in: topics to records, event time, duplicates, the registry. */
@NullMarked
package io.cityops.jobs.intake;

import org.jspecify.annotations.NullMarked;
