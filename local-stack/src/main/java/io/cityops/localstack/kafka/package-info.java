/** The embedded broker: one Kafka node in KRaft mode, and the city's topics on it. */
@NullMarked
package io.cityops.localstack.kafka;

import org.jspecify.annotations.NullMarked;
