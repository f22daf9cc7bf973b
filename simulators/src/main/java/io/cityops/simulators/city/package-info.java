/** What happens in the simulated city: a pure function of seed, place and time. Knows neither clock nor network. */
@NullMarked
package io.cityops.simulators.city;

import org.jspecify.annotations.NullMarked;
