/** MQTT 3.1.1 and 5 as the field speaks it: connections, sign-in, topics, and acknowledgements in order. */
@NullMarked
package io.cityops.gateway.mqtt;

import org.jspecify.annotations.NullMarked;
