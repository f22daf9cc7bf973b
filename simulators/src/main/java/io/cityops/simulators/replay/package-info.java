/** Recordings (CSV) played through MQTT as their devices would have sent them. */
@NullMarked
package io.cityops.simulators.replay;

import org.jspecify.annotations.NullMarked;
