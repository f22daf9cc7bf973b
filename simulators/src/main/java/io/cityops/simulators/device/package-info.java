/** How the devices of the city report what they see, with the faults that real devices have. Pure as the city. */
@NullMarked
package io.cityops.simulators.device;

import org.jspecify.annotations.NullMarked;
