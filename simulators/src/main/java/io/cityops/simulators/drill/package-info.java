/** A scenario played into the running city by twins of its devices. */
@NullMarked
package io.cityops.simulators.drill;

import org.jspecify.annotations.NullMarked;
