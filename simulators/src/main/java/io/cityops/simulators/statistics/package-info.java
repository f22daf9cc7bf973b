/** What a simulated week is like, from what its devices see, held against what is known of the city. */
@NullMarked
package io.cityops.simulators.statistics;

import org.jspecify.annotations.NullMarked;
