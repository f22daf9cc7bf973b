/** The city's door: MQTT from the field to Kafka. Nothing acknowledged is lost, nothing refused is forgotten. */
@NullMarked
package io.cityops.gateway;

import org.jspecify.annotations.NullMarked;
