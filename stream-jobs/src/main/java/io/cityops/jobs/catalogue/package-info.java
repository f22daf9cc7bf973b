/** Versions of the catalogue in the running job: each checked once, told to all operators, kept in broadcast state. */
@NullMarked
package io.cityops.jobs.catalogue;

import org.jspecify.annotations.NullMarked;
