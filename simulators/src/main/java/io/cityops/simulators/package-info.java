/** A deterministic city, and recordings, published through MQTT as the devices themselves would. */
@NullMarked
package io.cityops.simulators;

import org.jspecify.annotations.NullMarked;
