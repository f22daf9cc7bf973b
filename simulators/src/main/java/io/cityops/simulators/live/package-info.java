/** The simulated city as it runs: its commands, its pace and its end. */
@NullMarked
package io.cityops.simulators.live;

import org.jspecify.annotations.NullMarked;
