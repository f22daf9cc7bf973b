/** The way into Kafka, at least once and in order; what is acknowledged here survives the loss of any process. */
@NullMarked
package io.cityops.gateway.kafka;

import org.jspecify.annotations.NullMarked;
