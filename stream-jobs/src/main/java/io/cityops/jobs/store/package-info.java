/** What goes out: idempotent batches into TimescaleDB. */
@NullMarked
package io.cityops.jobs.store;

import org.jspecify.annotations.NullMarked;
