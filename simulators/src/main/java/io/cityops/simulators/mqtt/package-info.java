/** The way to the gateway: connections, what is not yet acknowledged, and the count of it all. */
@NullMarked
package io.cityops.simulators.mqtt;

import org.jspecify.annotations.NullMarked;
