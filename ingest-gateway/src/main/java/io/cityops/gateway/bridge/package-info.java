/** Connections to brokers that a city has already: their messages come in as if their senders had connected here. */
@NullMarked
package io.cityops.gateway.bridge;

import org.jspecify.annotations.NullMarked;
