/** The registered devices, held in memory and kept in step with the database. */
@NullMarked
package io.cityops.gateway.registry;

import org.jspecify.annotations.NullMarked;
