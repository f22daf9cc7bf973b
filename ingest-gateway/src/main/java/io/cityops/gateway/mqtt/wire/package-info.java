/** MQTT 3.1.1 and 5 as bytes: what a client may send, checked to the letter, and what it is answered. Knows no connection. */
@NullMarked
package io.cityops.gateway.mqtt.wire;

import org.jspecify.annotations.NullMarked;
