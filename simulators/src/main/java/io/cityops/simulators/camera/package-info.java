/** What a camera sees of the simulated street, as a picture. */
@NullMarked
package io.cityops.simulators.camera;

import org.jspecify.annotations.NullMarked;
