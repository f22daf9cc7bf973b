/** Load on any MQTT broker: an open-loop schedule, connections that cost little, and what was measured. */
@NullMarked
package io.cityops.simulators.load;

import org.jspecify.annotations.NullMarked;
